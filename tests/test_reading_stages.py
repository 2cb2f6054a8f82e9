"""How far reading is: told as each stage begins, and a way to stop it."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from kpi.catalogue import load_catalogue
from kpi.reading import STAGES, read_table
from kpi.units import load_units

CORPUS = Path(__file__).parent / "corpus"
read = partial(read_table, catalogue=load_catalogue(), units=load_units(), today=date(2026, 2, 1))


class StopError(Exception):
    """What a reader who has waited enough raises."""


@pytest.mark.parametrize("name", ["good.csv", "typed_cells.xlsx"])
def test_every_stage_is_told_in_order_and_the_end(name):
    told = []
    read((CORPUS / name).read_bytes(), name, progress=lambda *step: told.append(step))
    stages, shares = zip(*told, strict=True)
    assert stages == (*STAGES, "checks")
    assert shares[0] == 0
    assert shares[-1] == 1
    assert sorted(set(shares)) == list(shares)


@pytest.mark.parametrize("name", ["good.csv", "typed_cells.xlsx"])
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("error", [StopError, ValueError, OSError, StopIteration])
def test_what_the_listener_raises_goes_up_unchanged(name, stage, error):
    stop = error("enough")

    def listen(now, share):
        if now == stage:
            raise stop

    with pytest.raises(error) as raised:
        read((CORPUS / name).read_bytes(), name, progress=listen)
    assert raised.value is stop
