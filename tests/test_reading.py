"""The upload reader: odd files with what must come of them, and random tables with known defects.

A file in `corpus/` with an expectation beside it (`NAME.yml`) is a test. `kept` lists the physical
lines that stay; `problems` is a list of "LINE CODE [SUGGESTION]", line 0 being the whole file.
"""

import time
import unicodedata
from datetime import date
from functools import cache, partial
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.catalogue import load_catalogue
from kpi.language import LANGUAGES, language
from kpi.observations import dated
from kpi.problems import CODES, Problem, safe
from kpi.reading import read_table
from kpi.template import template_csv
from kpi.units import load_units

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted(path.with_suffix("") for path in CORPUS.glob("*.yml"))
CATALOGUE, UNITS = load_catalogue(), load_units()
read = partial(read_table, catalogue=CATALOGUE, units=UNITS, today=date(2026, 2, 1))


@cache
def read_case(path):
    expected = yaml.safe_load(Path(f"{path}.yml").read_text(encoding="utf-8"))
    names = {
        "scale": "scale",
        "given": "given",
        "given_era": "era",
        "max_rows": "max_rows",
        "max_bytes": "max_bytes",
    }
    options = {names[key]: value for key, value in expected.items() if key in names}
    if "published" in expected:
        options["published"] = series(expected["published"])
    return expected, read(path.read_bytes(), path.name, **options)


def series(values):
    """Published rows from `indicator area: {period: value}`."""
    rows = [
        (*key.split(), str(period), float(value), "")
        for key, points in values.items()
        for period, value in points.items()
    ]
    columns = ["indicator", "area", "period", "value", "qualifier"]
    return dated(pd.DataFrame(rows, columns=columns))


def told(problem):
    return " ".join(filter(None, [str(problem.line or 0), problem.code, problem.suggestion]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_corpus(path):
    expected, reading = read_case(path)
    assert sorted(map(told, reading.problems)) == sorted(expected["problems"])
    assert reading.observations["line"].tolist() == expected["kept"]
    assert reading.encoding == expected.get("encoding", reading.encoding)
    assert [p.values["encoding"] for p in reading.problems if p.reason == "font"] == [
        name for name in [expected.get("encoding_named")] if name
    ]
    for column in ("value", "area", "note", "period", "sheet", "indicator"):
        if wanted := expected.get(f"{column}s"):
            assert reading.observations[column].tolist() == pytest.approx(wanted, nan_ok=True)
    for name in ("layout", "rows"):
        assert getattr(reading, name) == expected.get(name, getattr(reading, name))
    assert list(reading.questions) == expected.get("questions", list(reading.questions))
    why = dict(zip(reading.aside["line"], reading.aside["why"], strict=True))
    assert expected.get("aside", {}).items() <= why.items()
    assert reading.era == expected.get("era", reading.era)
    assert list(reading.unused) == expected.get("unused", list(reading.unused))


def test_corpus_has_every_code():
    assert {problem.code for path in FILES for problem in read_case(path)[1].problems} == CODES


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_problem_says_what_and_what_next(code):
    lang = language(code)
    for path in FILES:
        for problem in read_case(path)[1].problems:
            for text in (problem.message(lang), problem.advice(lang)):
                assert text.endswith((".", "?"))
                assert "None" not in text
                assert "{" not in text or "{" in problem.given


@pytest.mark.parametrize("name", ["citizens.csv", "phones.csv", "emails.csv"])
def test_personal_data_is_never_repeated(name):
    reading = read((CORPUS / name).read_bytes(), name)
    told_all = repr(reading) + "".join(p.message(language("vi")) for p in reading.problems)
    assert "00109000" not in told_all
    assert "912" not in told_all
    assert "@" not in told_all


def test_given_is_short_and_masked():
    assert safe("gọi 0912 345 678 hoặc an@example.vn\n nhé") == "gọi ••• hoặc ••• nhé"
    assert safe("x" * 100) == "x" * 59 + "…"


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(alphabet='"\n\r,;|\t= a1.,%\0é', max_size=80).map(
        lambda text: ("chỉ tiêu,tỉnh,kỳ,giá trị\n" + text).encode()
    )
)
def test_no_bytes_break_it(data):
    reading = read(data, "x.csv")
    assert reading.refused == (reading.encoding is None)
    for problem in reading.problems:
        assert problem.message(language("en"))


DEFECTS = {
    "unknown_area": ("full_process_dossier_rate", "Thanh niên", "2025-10", "50", ""),
    "bad_number": ("full_process_dossier_rate", "VN34-01", "2025-10", "năm", ""),
    "bad_period": ("full_process_dossier_rate", "VN34-01", "tháng 13/2025", "50", ""),
    "out_of_range": ("full_process_dossier_rate", "VN34-01", "2025-10", "500", ""),
    "unknown_indicator": ("thời tiết", "VN34-01", "2025-10", "50", ""),
    "bad_status": ("full_process_dossier_rate", "VN34-01", "2025-10", "50", "?"),
    "bad_structure": ("full_process_dossier_rate", "VN34-01"),
    "future_period": ("full_process_dossier_rate", "VN34-01", "2030-10", "50", ""),
}


@st.composite
def tables(draw):
    """A table with defects: its bytes, the lines that are good and (line, code) of the others."""
    delimiter, end = draw(st.sampled_from(",;\t|")), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    kinds = draw(st.lists(st.sampled_from(["good", "broken note", "blank", *DEFECTS]), max_size=25))
    text, line, good, bad = (
        delimiter.join(["chỉ tiêu", "tỉnh", "kỳ", "giá trị", "trạng thái", "ghi chú"]) + end,
        2,
        [],
        [],
    )
    for at, kind in enumerate(kinds):
        cells = ["full_process_dossier_rate", "VN34-01", str(date(2020, 1, 1 + at)), "50", "A"]
        note = f'"một{end}hai"' if kind == "broken note" else "x"
        if kind in DEFECTS:
            bad.append((line, kind))
            cells = list(DEFECTS[kind])
            cells[2:3] = [cells[2]] if len(cells) > 2 else []
        elif kind != "blank":
            good.append(line)
        text += (delimiter.join([*cells, note]) if kind != "blank" else "") + end
        line += 1 + (kind == "broken note")
    return unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), text), good, bad


@settings(max_examples=60, deadline=None)
@given(tables(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_every_injected_defect_is_reported_at_its_line(table, encoding):
    text, good, bad = table
    reading = read(text.encode(encoding), "x.csv")
    repeats = {"conflict", "duplicate", "no_rows"}
    found = [(problem.line, problem.code) for problem in reading.problems]
    assert sorted(one for one in found if one[1] not in repeats) == sorted(bad)
    assert reading.observations["line"].tolist() == good
    assert reading.rows == len(good) + len(bad)


def lines_of(reading):
    """The lines kept, named for an error or a repetition, and set aside, each with its sheet."""
    kept, named, aside = (
        list(zip(table["sheet"], table["line"], strict=True))
        for table in (reading.observations, reading.named, reading.aside)
    )
    return set(kept), set(named), aside


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_is_kept_named_or_set_aside(path):
    _, reading = read_case(path)
    if reading.refused:
        return
    kept, named, aside = lines_of(reading)
    assert len(kept | named) == reading.rows
    assert len(aside) == len(set(aside)) == reading.lines - reading.rows
    assert not (kept | named) & set(aside)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_line_named_has_a_problem_of_its_own(path):
    _, reading = read_case(path)
    if reading.refused or any(problem.code == "missing_column" for problem in reading.problems):
        return
    _, named, aside = lines_of(reading)
    told = {
        (problem.sheet, problem.line)
        for problem in reading.problems
        if problem.line and (problem.severity == "error" or problem.code == "duplicate")
    }
    assert told - set(aside) == named


@pytest.mark.parametrize("code", LANGUAGES)
def test_template_reads_without_a_problem(code):
    for indicator in CATALOGUE.of_scope("provincial"):
        data = template_csv(indicator, "2025-10", UNITS, language(code))
        assert data.startswith(b"\xef\xbb\xbf")
        reading = read(data, "mau.csv")
        assert (len(reading.observations), reading.problems) == (34, ())


def test_a_suggestion_replaces_the_advice():
    problem = Problem("unknown_area", 3, "tỉnh", "Thanh Hoaá", "Thanh Hóa")
    assert problem.advice(language("en")) == "Did you mean “Thanh Hóa”?"


def test_every_code_is_explained():
    page = (CORPUS.parent.parent / "docs" / "upload.md").read_text(encoding="utf-8")
    assert {code for code in CODES if f"`{code}`" not in page} == set()


@pytest.mark.parametrize(
    "cell", ["a" * 100_000 + "@", "1." * 50_000, '""""' * 30_000, "a " * 50_000]
)
def test_a_monstrous_cell_takes_no_time(cell):
    row = f"full_process_dossier_rate,VN34-01,2025-10,{cell}\n"
    for text in (f"chỉ tiêu,tỉnh,kỳ,giá trị\n{row}", f"{cell},kỳ\n{row}"):
        start = time.monotonic()
        read(text.encode(), "x.csv")
        assert time.monotonic() - start < 5
