"""What is published from the shell is on the overview at the next run."""

import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from kpi.__main__ import main

ROOT = Path(__file__).parent.parent
LINE = "indicator,area,period,value\nadult_online_service_rate,VN,2025-12,38.5\n"


def overview():
    screen = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60).run()
    assert not screen.exception
    return " ".join(element.proto.body for element in screen.get("html"))


def test_a_published_figure_shows_and_goes_when_taken_back(tmp_path, monkeypatch):
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/kpi.sqlite")
    table = tmp_path / "table.csv"
    table.write_text(LINE, encoding="utf-8")
    who = ["--by", "Lan", "--note", "test"]
    assert "38,5" not in overview()
    assert main(["publish", str(table), *who]) == 0
    time.sleep(2.1)  # the server looks for new versions every two seconds
    assert "38,5" in overview()
    assert main(["rollback", "0", *who]) == 0
    time.sleep(2.1)
    assert "38,5" not in overview()
