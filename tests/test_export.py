"""Files that go out run nothing in a spreadsheet."""

import pandas as pd
import pytest

from kpi.export import neutral, to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-A1", "@SUM(A1)", "\tx", "\rx", "＝1"])
def test_formulas_are_neutralised(cell):
    assert neutral(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["Hà Nội", "-12,5", "-3", "+2.1", -4.5, None, ""])
def test_numbers_and_words_stay(cell):
    assert neutral(cell) == cell


def test_headers_are_cells_too_and_missing_is_empty():
    table = pd.DataFrame({"=HYPERLINK(1)": ["=A1", "Huế"], "value": [-1.5, None]})
    text = to_csv(table).decode("utf-8-sig")
    assert text.splitlines() == ["'=HYPERLINK(1),value", "'=A1,-1.5", "Huế,"]
