"""The table behind a picture, and the file it can be taken away in."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from kpi import sentences
from kpi.catalogue import Catalogue
from kpi.export import to_csv
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.units import Units
from ui import data, shell
from ui.data import Figures

_STATUS = {
    "A": "",
    "B": N_("break"),
    "E": N_("estimated"),
    "F": N_("forecast"),
    "I": N_("imputed"),
    "M": N_("missing"),
    "P": N_("provisional"),
}


def behind(figures: Figures, rows: pd.DataFrame, name: str) -> None:
    """Offer the rows behind a picture: a closed table, filled when it is opened, and a CSV file.

    `name` is the download's file name without ending and the table's key.
    """
    lang = shell.view().lang
    box = st.expander(
        lang._("Table behind the picture ({rows} rows)", rows=lang.number(len(rows))),
        on_change="rerun",
        key=f"table-{name}",
    )
    if not box.open:
        return
    readable = in_words(rows, lang, data.catalogue(), data.units())
    with box:
        st.dataframe(readable, hide_index=True, width="stretch")
        st.download_button(
            lang._("Download as CSV"),
            to_csv(marked(rows, figures)),
            f"{'simulated-' if figures.simulated else ''}{name}.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def marked(rows: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Return the rows for a file: SDMX-style columns, and a mark on figures not published."""
    wanted = [
        "indicator",
        "area",
        "period",
        "value",
        "numerator",
        "denominator",
        "of",
        "qualifier",
        "low",
        "high",
        "coverage",
        "status",
        "source",
        "published",
        "note",
    ]
    table = rows[[column for column in wanted if column in rows.columns]].copy()
    if figures.simulated:
        table.insert(0, "mark", "SỐ LIỆU MÔ PHỎNG / SIMULATED")
    elif figures.private:
        table.insert(0, "mark", "CHƯA CÔNG BỐ / NOT PUBLISHED")
    return table


def in_words(
    rows: pd.DataFrame, lang: Language, catalogue: Catalogue, units: Units
) -> pd.DataFrame:
    """Return the rows as a reader reads them: names, periods and values in words."""
    lines = []
    for row in rows.to_dict("records"):
        indicator, source = catalogue[row["indicator"]], catalogue.sources.get(row["source"])
        missing = pd.isna(row["value"])
        status = _STATUS[row["status"]]
        lines.append(
            {
                lang._("Indicator"): lang.pick(indicator.short),
                lang._("Area"): lang.pick(units[row["area"]].name),
                lang._("Period"): lang.period(parse_period(row["period"])),
                lang._("Value"): "" if missing else sentences.figure(row, indicator, lang),
                lang._("Remark"): lang._(status) if status else "",
                lang._("Published"): lang.published(row["published"]) if row["published"] else "",
                lang._("Source"): source.title if source else row["source"],
                lang._("Note"): row["note"] if lang.code == "vi" else row["note_en"],
            }
        )
    return pd.DataFrame(lines)
