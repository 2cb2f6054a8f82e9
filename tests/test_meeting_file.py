"""A meeting as a file: what is written is read again, and hostile bytes are told line by line."""

from datetime import date

import pytest

from kpi.exhibits import Item, Meeting, MeetingError, read_meeting, write_meeting
from kpi.language import language
from kpi.letterhead import Letterhead

EN, VI = language("en"), language("vi")
NASTY = Meeting(
    "Họp “giao ban” <script>alert(1)</script> " + "Ộ" * 400,
    (
        Item("/xu-huong?chi-so=a&so-sanh=VN34-01,VN", "trend", "- a: [b] #c", "dòng 1\n# hai: x"),
        Item("/", headline="{{x}} !!python/object", notes="'\"\\ | >"),
    ),
    "Hà Nội", "2026-11-22", "O'Brien & <b>Trần</b>", "en",
    Letterhead(agency="Sở <b>KH&CN</b>: {{x}} " + "Ộ" * 470, number="05", day=date(2026, 2, 3),
               to=("- a: [b] #c",), recipients=("UBND tỉnh", "'\"|>")),
)  # fmt: skip


def test_a_meeting_is_read_as_it_was_written():
    text = write_meeting(NASTY)
    assert read_meeting(text.encode()) == NASTY
    assert text.startswith("# A meeting: ")
    empty = Meeting("", ())
    assert read_meeting(write_meeting(empty).encode("utf-8-sig")) == empty


BAD = {
    b"": ["Line 1: Fields"],
    b"\xff\xfet": ["The file is not text"],
    b"x" * 1_000_001: ["The file is larger than 1000 kB"],
    b"- 1": ["Line 1: Fields"],
    b"a: &x [1]\nb: *x": ["Line 1: Anchors"],
    b"title: !!python/object/apply:os.system [ls]": ["Line 1: Anchors"],
    b"--- {}\n--- {}": ["Line 2: Anchors"],
    b"{" * 100_000: ["Line 1: The file is nested"],
    b"items:\n- address: [[1]]": ["Line 2: The file is nested"],
    b"title: [a\n": ["Line 2: The file is not YAML"],
    b'title: "\x01"': ["The file is not YAML"],
    b'title: "\\e"': ["Line 1: “title” holds"],
    b"items: 3": ["Line 1: “items”"],
    b"items: [" + b"{address: /}," * 101 + b"]": ["Line 1: A meeting has at most 100"],
    b"title: " + b"x" * 501: ["Line 1: “title” has more than 500"],
    b"letterhead: 3": ["Line 1: Fields"],
    b"letterhead: {agency: " + b"x" * 501 + b"}": ["Line 1: “agency” has more than 500"],
    b"letterhead:\n  colour: red\n  day: tomorrow\n  to: x\n": [
        "Line 2: There is no field “colour”",
        "Line 3: “tomorrow” is not a day",
        "Line 4: “to” must be a list",
    ],
    b"letterhead: {to: [" + b"x," * 101 + b"]}": ["Line 1: “to” must be a list of at most 100"],
    b"letterhead: {to: [[x]]}": ["Line 1: The file is nested"],
}


@pytest.mark.parametrize("raw", BAD, ids=range(len(BAD)))
def test_bad_bytes_are_told(raw):
    with pytest.raises(MeetingError) as told:
        read_meeting(raw)
    found = told.value.messages(EN)
    assert [one[: len(start)] for one, start in zip(found, BAD[raw], strict=True)] == BAD[raw]
    assert all(told.value.messages(VI))


def test_every_problem_has_its_line():
    raw = b"""title: a
title: b
day: 31/12/2026
lang: fr
colour: red
items:
- headline: x
- 3
- address: /
  note: x
"""
    with pytest.raises(MeetingError) as told:
        read_meeting(raw)
    lines = [one.split(":")[0] for one in told.value.messages(EN)]
    assert lines == [f"Line {n}" for n in (2, 3, 4, 5, 7, 8, 8, 10)]
