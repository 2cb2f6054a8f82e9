"""The name reader: what people write, and what it must not guess."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpi.names import fold, read_area
from kpi.units import load_units

UNITS = load_units()
PROVINCIAL = [*UNITS.provinces, *UNITS.formers]

SPELLINGS_34 = {
    "Hà Nội": "01", "HÀ NỘI": "01", "hà nội": "01", "Ha Noi": "01", "Hanoi": "01", "HaNoi": "01",
    "TP. Hà Nội": "01", "TP Hà Nội": "01", "T.P. Hà Nội": "01", "TP.Hà Nội": "01", "01": "01",
    "Thành phố Hà Nội": "01", "thanh pho ha noi": "01", "1. Hà Nội": "01", "1) Hà Nội": "01",
    "  Hà   Nội ": "01", "Hà\u00a0Nội": "01", "Ha\u0300 No\u0323\u0302i": "01", "VN-HN": "01",
    "(1) Hà Nội": "01", "1/ Hà Nội": "01", "1 - Hà Nội": "01", "II. Hà Nội": "01", "VN34-01": "01",
    "UBND thành phố Hà Nội": "01", "Hanoi City": "01", "Hà\u200bNội": "01", "Ｈà Nội": "01",
    "TP. Hồ Chí Minh": "79", "TP.HCM": "79", "TPHCM": "79", "TP HCM": "79", "Tp. HCM": "79",
    "T.P HCM": "79", "HCMC": "79", "HCM": "79", "Ho Chi Minh City": "79", "Hochiminh": "79",
    "Hồ Chí Minh": "79", "Sài Gòn": "79", "Saigon": "79", "Thành phố Hồ Chí Minh": "79",
    "HCM City": "79", "Tp.Hồ Chí Minh": "79", "79": "79",
    "Đà Nẵng": "48", "Danang": "48", "Ðà Nẵng": "48", "ðà nẵng": "48", "Da Nang City": "48",
    "Hải Phòng": "31", "Haiphong": "31", "TP. Haiphong": "31", "TPHải Phòng": "31",
    "Huế": "46", "TP Huế": "46", "Thành phố Huế": "46", "Hue": "46",
    "Thanh Hóa": "38", "Thanh Hoá": "38", "THANH HOÁ": "38", "Tỉnh Thanh Hoá": "38",
    "Khánh Hòa": "56", "Khánh Hoà": "56", "Khanh Hoa province": "56", "T. Khánh Hòa": "56",
    "Đắk Lắk": "66", "Đăk Lăk": "66", "Dak Lak": "66", "Daklak": "66", "Đắc Lắc": "66",
    "Đắk Lăk": "66", "ĐẮK LẮK": "66", "Đak Lak": "66",
    "01) An Giang": "91", "12. An Giang": "91", "tỉnh an giang": "91", "TỉnhAn Giang": "91",
    "T.Quảng Ninh": "22", "Quảng-Ninh": "22", "Quảng Ninh (*)": "22", "UBND tỉnh Quảng Ninh": "22",
    "Tỉnh: Quảng Ninh": "22", "Cà Mau": "96", "Gia Lai Province": "52", "15": "15", "vn34-79": "79",
}  # fmt: skip

SPELLINGS_63 = {
    "Thừa Thiên Huế": "46", "Thừa Thiên - Huế": "46", "Thừa Thiên – Huế": "46", "TT-Huế": "46",
    "Thừa Thiên—Huế": "46", "TT Huế": "46", "T.T. Huế": "46", "Huế": "46", "TP. Huế": "46",
    "Thua Thien-Hue": "46", "VN-26": "46",
    "Bà Rịa - Vũng Tàu": "77", "Bà Rịa – Vũng Tàu": "77", "Bà Rịa‑Vũng Tàu": "77", "BR-VT": "77",
    "BRVT": "77", "Bà Rịa−Vũng Tàu": "77", "Ba Ria Vung Tau": "77", "BR–VT": "77",
    "Đắk Nông": "67", "Đăk Nông": "67", "Dak Nong": "67", "Đắc Nông": "67", "Daknong": "67",
    "Bắc Kạn": "06", "Bắc Cạn": "06", "Bac Kan": "06", "BẮC CẠN": "06",
    "Hòa Bình": "17", "Hoà Bình": "17", "Kon Tum": "62", "Kontum": "62",
    "TP.HCM": "79", "15": "15", "VN63-15": "15", "02": "02", "VN-SG": "79",
}  # fmt: skip


@pytest.mark.parametrize(("text", "code"), SPELLINGS_34.items())
def test_spellings_of_provinces_in_force(text, code):
    assert read_area(text, UNITS, "34").area == f"VN34-{code}"


@pytest.mark.parametrize(("text", "code"), SPELLINGS_63.items())
def test_spellings_of_former_provinces(text, code):
    assert read_area(text, UNITS, "63").area == f"VN63-{code}"


@pytest.mark.parametrize(
    "text", ["Cả nước", "CẢ NƯỚC", "Toàn quốc", "Việt Nam", "Viet Nam", "Vietnam", "VN", "VNM"]
)
def test_the_whole_country(text):
    for era in ("34", "63", None):
        assert read_area(text, UNITS, era).area == "VN"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Bộ Công Thương", "VNM-bo-cong-thuong"),
        ("BỘ CÔNG THƯƠNG", "VNM-bo-cong-thuong"),
        ("VNM-bo-cong-thuong", "VNM-bo-cong-thuong"),
        ("Singapore", "SGP"),
        ("sgp", "SGP"),
        ("Lào", "LAO"),
        ("Các tỉnh, thành phố", "VN-PROVINCES"),
        ("Bộ, ngành", "VN-MINISTRIES"),
    ],
)
def test_ministries_countries_and_groups(text, area):
    assert read_area(text, UNITS).area == area
    assert read_area(text, UNITS, "34").area == area


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Huế", {"VN34-46", "VN63-46"}),
        ("Hà Nội", {"VN34-01", "VN63-01"}),
        ("Bắc Ninh", {"VN34-24", "VN63-27"}),
        ("TP.HCM", {"VN34-79", "VN63-79"}),
        ("24", {"VN34-24", "VN63-24"}),
        ("01", {"VN34-01", "VN63-01"}),
    ],
)
def test_a_name_of_both_eras_is_ambiguous_without_an_era(text, candidates):
    reading = read_area(text, UNITS)
    assert reading.area is None
    assert set(reading.candidates) == candidates
    assert reading.suggestion is None


@pytest.mark.parametrize(
    ("text", "area"),
    [("Bắc Giang", "VN63-24"), ("02", "VN63-02"), ("VN63-27", "VN63-27"), ("VN34-24", "VN34-24")],
)
def test_what_only_one_era_bears_is_clear_without_an_era(text, area):
    assert read_area(text, UNITS).area == area


def test_a_name_of_the_other_era_is_read_as_the_other_era():
    assert read_area("Bắc Giang", UNITS, "34").area == "VN63-24"
    assert read_area("Thừa Thiên Huế", UNITS, "34").area == "VN63-46"
    assert read_area("VN34-24", UNITS, "63").area == "VN34-24"


def test_the_seven_codes_that_changed_their_province():
    changed = {
        unit.code
        for unit in UNITS.provinces
        if f"VN63-{unit.code}" in UNITS and UNITS[f"VN63-{unit.code}"].name != unit.name
    }
    assert changed == {"15", "24", "44", "46", "52", "80", "82", "91"}  # 46 changed its name only


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Quảng Nhin", "VN34-22"),
        ("Hà Nôii", "VN34-01"),
        ("Hải Phòngg", "VN34-31"),
        ("Thừa Thiên Huê1", "VN63-46"),
        ("1", "VN34-01"),
        ("Tỉnh Quảng Nhin", "VN34-22"),
        ("5. Quảng Nhin", "VN34-22"),
        ("Cà Mai", "VN34-96"),
    ],
)
def test_a_near_miss_is_refused_with_a_suggestion(text, suggestion):
    reading = read_area(text, UNITS)
    assert (reading.area, reading.candidates) == (None, ())
    assert reading.suggestion == suggestion


def test_a_suggestion_keeps_to_the_era_asked_for():
    assert read_area("Quảng Nhin", UNITS, "63").suggestion == "VN63-22"


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "Thanh niên", "Tỉnh", "Thành phố", "TP.", "99", "100%", "Bộ", "?", "Tổng cộng",
     "Trung bình", "x" * 10_000, "Hà Nội và Hải Phòng kết nghĩa với nhau",
     "\x00\ufffe", "01/07/2025"],
)  # fmt: skip
def test_what_is_no_area_is_refused_without_a_suggestion(text):
    reading = read_area(text, UNITS)
    assert (reading.area, reading.candidates, reading.suggestion) == (None, (), None)


@pytest.mark.parametrize(
    "before", ["", "T.", "TP.", "T. phố ", "Tỉnh ", "Thành phố ", "UBND tỉnh "]
)
def test_no_spelling_names_two_units_of_one_era(before):
    for unit in PROVINCIAL:
        for name in (unit.name.vi, unit.name.en, *unit.aliases):
            found = read_area(before + name, UNITS).candidates
            assert [area for area in found if UNITS[area].kind == unit.kind] == [unit.id], name


@pytest.mark.parametrize(
    ("text", "key"),
    [("Thủ tục", "thu tuc"), ("ĐẤT ĐAI – nhà ở", "dat dai nha o"), ("Hoà\u00a0Bình", "hoa binh"),
     ("  a_b/c ", "a b c"), ("Ðổi ðất", "doi dat"), ("Ｔ２", "t2"), ("a\u00adb", "ab")],
)  # fmt: skip
def test_fold(text, key):
    assert fold(text) == key


NAMES = st.sampled_from([(unit, name) for unit in PROVINCIAL for name in unit.name])
CASES = st.sampled_from([str.upper, str.lower, str.title, str.swapcase])
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
BEFORE = st.sampled_from(["", "Tỉnh ", "TP. ", "T.P. ", "tp", "Thành phố ", "3. ", "07) ", "T."])


@given(NAMES, CASES, FORMS, BEFORE, st.booleans())
def test_any_writing_of_a_name_reads_the_same(named, case, form, before, bare):
    unit, name = named
    text = unicodedata.normalize(form, case(before + name))
    if bare:
        text = "".join(
            c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)
        )
    era = "34" if unit.kind == "province" else "63"
    assert read_area(text, UNITS, era).area == unit.id


KNOWN = {
    fold(name).replace(" ", "")
    for unit in (UNITS[area] for area in UNITS)
    for name in (*unit.name, *unit.aliases, *(n for t in unit.types for n in t.name or ()), unit.id)
} | {unit.code for unit in PROVINCIAL}
READABLE = re.compile(
    r"(\d{1,3}|[ivx]{1,5})?(ubnd)?(tinh|thanhpho|tpho|tp|t)?"
    rf"({'|'.join(sorted(KNOWN))})(province|city)?"
)


def misspell(named, letter, at):
    name = named[1]
    return name[: at % (len(name) + 1)] + letter + name[at % (len(name) + 1) :]


MISSPELT = st.builds(misspell, NAMES, st.characters(), st.integers(0, 30))
VIETNAMESE = st.text(alphabet="aăâđehoiưnguyt .-1TP", max_size=12)


@given(st.text(max_size=40) | VIETNAMESE | MISSPELT)
def test_what_is_not_exactly_a_name_is_refused(text):
    if not READABLE.fullmatch(fold(text).replace(" ", "")):
        assert read_area(text, UNITS).candidates == ()


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
