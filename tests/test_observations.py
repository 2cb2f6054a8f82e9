"""The observation reader: vintages, bands, breaks of form told by line."""

import pytest

from kpi.observations import (
    OBSERVATION_COLUMNS,
    ObservationError,
    latest,
    load_published,
    newest,
    usable,
)

HEAD = "# a head comment\n" + ",".join(OBSERVATION_COLUMNS) + "\n"


@pytest.fixture
def published(tmp_path):
    def write(*rows):
        (tmp_path / "observations").mkdir(exist_ok=True)
        (tmp_path / "observations" / "some.csv").write_text(HEAD + "\n".join(rows), "utf-8")
        return load_published(tmp_path)

    return write


def row(period, value, published="2025", qualifier=""):
    return f"share,VN,{period},{value},,,,{qualifier},A,source,{published},,"


def test_a_row_is_read_with_its_days(published):
    one = published(row("2025-07-01/P191D", 81.6)).iloc[0]
    assert (str(one["start"].date()), str(one["end"].date())) == ("2025-07-01", "2026-01-07")
    assert (one["value"], one["note"], one["vintage"]) == (81.6, "", 1)


def test_vintages_are_numbered_by_when_they_came_out(published):
    frame = published(
        row(2022, 12.83, "2025-01-06"), row(2022, 12.67, "2023-12"), row(2022, 12.63, "2024")
    )
    assert list(zip(frame["value"], frame["vintage"], strict=True)) == [
        (12.67, 1),
        (12.63, 2),
        (12.83, 3),
    ]


def test_the_newest_vintage_is_kept(published):
    frame = newest(
        published(row(2022, 12.83, "2025-01-06"), row(2022, 12.67, "2023-12"), row(2023, 9))
    )
    assert sorted(frame["value"]) == [9, 12.83]


def test_a_year_comes_out_by_its_last_day(published):
    assert newest(published(row(2022, 1, "2024"), row(2022, 2, "2024-06-30")))["value"].item() == 1


def test_bands_and_gaps_are_not_usable(published):
    rows = (
        row(2021, 10, qualifier="lt"),
        row(2022, ""),
        row(2023, 3, qualifier="about"),
        row(2024, 4),
    )
    assert usable(published(*rows))["value"].tolist() == [3, 4]


def test_latest_skips_bands_and_prefers_the_shorter_of_two_periods(published):
    frame = published(
        row("2021-01-01/P5Y", 13.2), row("2025", 14.02), row("2026-01", 20, qualifier="gt")
    )
    assert latest(frame, "share", "VN")["value"] == 14.02
    assert latest(frame, "share", "VN63-01") is None


def test_every_unreadable_cell_is_told_with_its_line(published):
    with pytest.raises(ObservationError) as told:
        published(row("2025", "1,5").replace("1,5", '"1,5"'), row("2025-13", 2), row("2026", 3))
    assert str(told.value).splitlines() == [
        "some.csv:3: value '1,5' is not a number",
        "some.csv:4: not a time period: '2025-13'",
    ]


def test_other_columns_are_refused(tmp_path):
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "some.csv").write_text("# head\nindicator,area\n", "utf-8")
    with pytest.raises(ObservationError, match=r"some\.csv:2: columns must be"):
        load_published(tmp_path)


def test_what_a_caller_does_to_the_frame_stays_with_the_caller():
    frame = load_published()
    frame.loc[:, "value"] = 0
    assert load_published()["value"].max() > 0
