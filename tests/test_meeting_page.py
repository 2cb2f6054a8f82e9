"""The page of the meeting and the button on the others, and what the server gives of a meeting."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from threading import Event

from docx import Document
from starlette.applications import Starlette
from starlette.testclient import TestClient

from kpi.exhibits import PAGES, Item, Meeting, read_meeting, write_meeting
from kpi.letterhead import Letterhead
from kpi.links import shortened
from tests.screens import answer, at, everything, keep, opened
from tests.vintages import RATE, january, publish, store
from ui.meeting.formats import Format
from ui.meeting.visit import Held, of_visit
from ui.server import meetings
from ui.server.pictures import PICTURES, picture_url

BUTTON = "add-to-meeting"
ASKED = TestClient(Starlette(routes=meetings.ROUTES), follow_redirects=False)
SHOWN = ("overview", "province_map", "trends", "province", "rankings", "plan", "early_warning",
         "quality", "indicators", "ranking")  # fmt: skip


def mine(screen) -> Held:
    return screen.session_state["_meeting"]


def titled(screen, label):
    (found,) = (one for one in (*screen.text_input, *screen.text_area) if one.label == label)
    return found


def pressed(screen, label):
    (found,) = (one for one in screen.button if one.label == label)
    return found.click().run()


def test_every_page_with_a_picture_keeps_its_view():
    screen = opened("overview")
    for count, page in enumerate(SHOWN, 1):
        keep(at(screen, page))
        assert [one.value for one in screen.toast] == [f"Đã đưa vào cuộc họp ({count} mục)."]
    paths = [item.address.partition("?")[0] for item in mine(screen).meeting.items]
    assert paths == ["/", "/ban-do", "/xu-huong", "/tinh-thanh", "/quoc-te", "/ke-hoach",
                     "/canh-bao-som", "/chat-luong", "/danh-muc", "/xep-hang"]  # fmt: skip
    assert f"{len(SHOWN)} mục" in answer(at(screen, "meeting"))
    assert not screen.warning
    assert not screen.menu_button and not any(one.key == BUTTON for one in screen.button)


def test_each_card_of_the_overview_is_kept_by_itself_and_its_address_opens_it():
    screen = opened("overview")
    (menu,) = screen.menu_button
    for place in range(len(menu.options)):
        keep(screen, place)
    names = list(PAGES[""])
    assert [one.part for one in mine(screen).meeting.items] == names
    assert not at(screen, "meeting").warning
    for name in names:
        sent = everything(opened("overview", **{"noi-dung": name}))
        assert sent.count('class=\\"kd-chosen\\"') == 1, name
    assert "kd-chosen" not in everything(opened("overview"))
    assert "noi-dung=gone" in opened("overview", **{"noi-dung": "gone"}).warning[0].value


def test_what_has_nothing_to_show_is_told_and_not_kept():
    screen = opened("overview", **{"bo-so-lieu": "practice"})
    keep(screen, list(PAGES[""]).index("plan"))
    assert [one.value for one in screen.toast] == ["Không có số liệu để trình bày."]
    assert mine(screen).meeting.items == ()


def test_another_part_is_chosen_on_the_page_of_the_meeting():
    screen = opened("overview")
    keep(screen, 1)
    at(screen, "meeting")
    (chosen,) = (one for one in screen.selectbox if one.key.endswith("-part"))
    assert chosen.value == list(PAGES[""])[1]
    chosen.set_value("attention").run()
    assert mine(screen).meeting.items[0].part == "attention"
    assert "noi-dung=attention" in everything(screen)


def test_the_view_on_screen_is_pinned_to_its_version(tmp_path):
    with store(tmp_path) as held:
        publish(held, january(93.4))
        screen = opened("trends", **{"chi-so": "on_time_rate", "so-sanh": "VN34-01"})
        keep(screen)
        publish(held, january(91.2, "2026-11-23"))
        (item,) = mine(screen).meeting.items
        assert item.address == "/xu-huong?chi-so=on_time_rate&so-sanh=VN34-01&tinh-den=v1"
        (listed,) = at(screen, "meeting").radio(f"meeting-list-{mine(screen).edition}").options
        assert "93,4" in listed


def test_items_are_moved_edited_and_removed():
    screen = opened("trends")
    keep(screen)
    keep(at(screen, "rankings"))
    at(screen, "meeting")
    titled(screen, "Tiêu đề").input("  Xếp hạng *thế giới* ").run()
    titled(screen, "Ghi chú cho người trình bày").input("một\nhai").run()
    pressed(screen, "Lên")
    first, second = mine(screen).meeting.items
    assert (first.headline, first.notes) == ("Xếp hạng *thế giới*", "một\nhai")
    assert second.address.startswith("/xu-huong")
    assert (
        screen.radio(f"meeting-list-{mine(screen).edition}").options[0]
        == r"1. Xếp hạng \*thế giới\*"
    )
    pressed(screen, "Bỏ")
    assert [one.address for one in mine(screen).meeting.items] == [second.address]
    pressed(screen, "Bỏ")
    assert "Chưa giữ mục nào" in answer(screen)


def test_the_overview_is_a_start_and_a_file_is_opened():
    screen = pressed(opened("meeting"), "Bắt đầu bằng trang tổng quan")
    assert len(mine(screen).meeting.items) == 10
    raw = f"title: Giao ban\nitems:\n- address: /xu-huong?chi-so={RATE}\n- address: /gone\n"
    screen.file_uploader[0].upload("hop.yml", raw.encode(), "application/yaml").run()
    assert mine(screen).meeting.title == "Giao ban" and len(mine(screen).meeting.items) == 2
    assert ["Mục 2" in one.value for one in screen.warning] == [True]
    screen.file_uploader[0].upload("<b>.yml", b"items: 3\nx: 1", "application/yaml").run()
    assert [re.sub(r"\\", "", one.value) for one in screen.error] == [
        "<b>.yml: Dòng 1: “items” phải là một danh sách.", "<b>.yml: Dòng 2: Không có trường “x”."
    ]  # fmt: skip


def test_a_meeting_is_shown_to_whoever_knows_its_name_only():
    meetings.keep("secret-name", Meeting("Giao ban", (Item("/"),)), "https://kpi.example.vn")
    found = ASKED.get(meetings.show_url("secret-name"))
    assert found.status_code == 200 and "Giao ban" in found.text
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert found.headers["cache-control"] == "private, no-store"
    file = ASKED.get(meetings.file_url("secret-name", "html"))
    assert file.content == found.content  # the offline kit is the very same document
    assert file.headers["content-disposition"] == 'attachment; filename="cuoc-hop.html"'
    assert ASKED.get(meetings.show_url("other")).status_code == 404
    assert ASKED.get(meetings.file_url("secret-name", "exe")).status_code == 404


def test_names_are_drawn_at_random_and_the_oldest_are_given_up():
    assert len({Held().token for _ in range(100)}) == 100 and len(Held().token) == 32
    for number in range(310):
        meetings.keep(f"m{number}", Meeting(f"{number}", ()), "")
    assert ASKED.get(meetings.show_url("m9")).status_code == 404
    assert ASKED.get(meetings.show_url("m309")).status_code == 200


def test_a_meeting_outlives_a_reload_and_is_nobody_elses():
    name, other = "a" * 31 + "1", "b" * 32
    mine = of_visit(name)
    mine.add(Item("/"))
    assert of_visit(name) is mine and not of_visit(other).meeting.items
    assert mine.token != name  # who is shown the meeting does not learn the visit's name
    for hostile in ("", "a", "../../x", "a" * 33, "a" * 31 + "\n"):
        assert of_visit(hostile).visit == ""
    for number in range(200):
        of_visit(f"{number:032}").add(Item("/"))
    assert of_visit(name) is not mine  # the server's memory is bounded


def test_a_short_link_leads_to_its_view_and_nowhere_else():
    address = f"/xu-huong?chi-so={RATE}&tinh-den=v3"
    found = ASKED.get(f"/l/{shortened(address)}")
    assert (found.status_code, found.headers["location"]) == (307, address)
    for code in ("1", "x", "..%2f..%2f", "https:%2f%2fexample.org", "1AAAA"):
        assert ASKED.get(f"/l/{code}").status_code == 404


def test_a_saved_meeting_is_the_one_that_was_arranged():
    held = Held()
    held.add(Item("/"))
    held.add(Item("/quoc-te"))
    held.move(1, -1)
    held.change(0, headline="Thế giới")
    again = read_meeting(write_meeting(replace(held.meeting, title="A")).encode())
    assert [one.address for one in again.items] == ["/quoc-te", "/"]
    held.move(0, -1)  # nothing above the first
    assert held.meeting.items == again.items


def test_a_file_is_made_with_a_bar_and_then_downloaded():
    screen = opened("rankings")
    keep(screen)
    at(screen, "meeting")
    token = mine(screen).token
    assert not meetings.made(token, "xlsx")
    told = []

    def note(form, done, count):
        told.append((form, done, count))

    with_bar = pressed(screen, "Bảng số liệu (XLSX)")
    assert not with_bar.exception and meetings.made(token, "xlsx")
    assert "Bảng số liệu (XLSX)" not in [one.label for one in screen.button]
    for form in ("pptx", "docx", "pdf", "html"):
        meetings.make(token, form, partial(note, form))
        assert meetings.made(token, form)
    for form in ("pptx", "docx", "pdf", "html"):
        shares = [done / count for one, done, count in told if one == form]
        assert shares == sorted(shares) and shares[-1] == 1, form
    # of one view: a picture drawn, a third of the way to its page; half of the way to a text
    assert ("pdf", 1, 3) in told and ("docx", 1, 2) in told


def test_nobody_waits_for_another_viewers_file(monkeypatch):
    begun, end = Event(), Event()

    def slow(*_):
        begun.set()
        assert end.wait(60)
        return b"made"

    monkeypatch.setitem(meetings.FORMATS, "docx", Format("Text", "text/plain", slow))
    mine, theirs = Meeting("Chậm", (Item("/"),)), Meeting("Nhanh", (Item("/quoc-te"),))
    for name, meeting in (("mine", mine), ("theirs", theirs)):
        meetings.keep(name, meeting, "")
    routes = [*meetings.ROUTES, PICTURES]
    with TestClient(Starlette(routes=routes)) as viewer, ThreadPoolExecutor(1) as pool:
        file = pool.submit(viewer.get, meetings.file_url("mine", "docx"))
        assert begun.wait(60)
        try:
            assert "Nhanh" in viewer.get(meetings.show_url("theirs")).text
            assert viewer.get(picture_url("xu-huong", {}, "svg")).status_code == 200
            assert opened("rankings").html  # a page, in another visit
            assert not file.done()
        finally:
            end.set()
        assert file.result(60).content == b"made"


def test_the_letterhead_stands_on_the_text_and_in_the_file_of_this_visit_only():
    screen = opened("rankings")
    keep(screen)
    at(screen, "meeting")
    assert not any(one.label == "Cơ quan ban hành" for one in screen.text_input)
    screen.session_state[f"meeting-{mine(screen).edition}-letter"] = True
    screen.run()
    titled(screen, "Cơ quan ban hành").input(f"Sở <b>A</b> & [x](y)\x07 {'ố' * 470}").run()
    titled(screen, "Nơi nhận, mỗi nơi một dòng").input(" UBND tỉnh \n\nVPCP").run()
    letter = mine(screen).meeting.letter
    assert letter.agency.startswith("Sở <b>A</b> & [x](y) ố") and len(letter.agency) <= 500
    assert letter.recipients == ("UBND tỉnh", "VPCP")
    assert read_meeting(write_meeting(mine(screen).meeting).encode()).letter == letter
    file = ASKED.get(meetings.file_url(mine(screen).token, "docx"))
    paper = Document(io.BytesIO(file.content))
    cells = "\n".join(cell.text for table in paper.tables for cell in table._cells)
    assert letter.agency.upper() in cells and "- VPCP" in cells
    assert mine(opened("meeting")).meeting.letter == Letterhead()
