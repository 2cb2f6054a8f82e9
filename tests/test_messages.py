"""Every message in the code has a Vietnamese text, and no text is left without its message."""

import string
from functools import cache

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from kpi.language import LOCALES, language
from tests.serving import ROOT

KEYWORDS = {"_": None, "N_": None}
FILES = [
    ROOT / "dashboard.py",
    *(path for room in ("kpi", "ui", "pages") for path in sorted((ROOT / room).rglob("*.py"))),
]


@cache
def marked() -> dict[str, str]:
    """All messages marked in the code, each with a place where it stands."""
    return {
        message: f"{path.relative_to(ROOT)}:{line}"
        for path in FILES
        for line, message, _, _ in extract_from_file("python", str(path), keywords=KEYWORDS)
    }


@cache
def vietnamese() -> Catalog:
    with (LOCALES / "vi" / "LC_MESSAGES" / "kpi.po").open("rb") as source:
        return read_po(source, locale="vi", abort_invalid=True)


def places(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_messages_are_found_in_every_room():
    assert {where.split("/")[0].split(":")[0] for where in marked().values()} == {
        "dashboard.py", "kpi", "ui", "pages",
    }  # fmt: skip


def test_every_message_has_a_vietnamese_text():
    missing = {
        message: where
        for message, where in marked().items()
        if message not in vietnamese() or not vietnamese()[message].string
    }
    assert missing == {}


def test_no_vietnamese_text_is_left_over():
    assert [one.id for one in vietnamese() if one.id and one.id not in marked()] == []


def test_texts_keep_the_places_of_their_values():
    texts = [one for one in vietnamese() if one.id and one.string]
    assert [one.id for one in texts if places(one.id) != places(one.string)] == []


def test_no_text_is_marked_as_doubtful():
    assert [one.id for one in vietnamese() if one.id and one.fuzzy] == []


@pytest.mark.parametrize("message", ["Overview", "Target", "past"])
def test_vietnamese_and_english_differ_on_screen(message):
    assert language("vi")._(message) != language("en")._(message) == message
