"""Slides on a template of one's own, made on the page of the meeting."""

import io

from pptx import Presentation

from tests.screens import at, keep, opened

POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def with_template(content):
    """The page of a meeting of one view, with a template chosen and the slides asked for."""
    screen = opened("rankings")
    keep(screen)
    at(screen, "meeting")
    screen.file_uploader("meeting-template").upload("mau.pptx", content, POWERPOINT).run()
    (button,) = (one for one in screen.button if one.label == "Tạo trang chiếu")
    return button.click().run()


def test_slides_are_made_on_a_template():
    file = io.BytesIO()
    Presentation().save(file)
    screen = with_template(file.getvalue())
    assert not screen.error
    assert "Tải trang chiếu" in [one.label for one in screen.get("download_button")]


def test_a_template_that_does_not_serve_is_told_with_what_to_do():
    screen = with_template(b"no slides")
    assert [one.value for one in screen.error] == [
        "Tệp mẫu không phải tệp PowerPoint hoặc đã hỏng. Hãy mở bằng PowerPoint, lưu lại dạng "
        ".pptx rồi chọn lại."
    ]
    assert not screen.exception
