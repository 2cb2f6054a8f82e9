"""The table behind a picture, and the files it can be taken away in."""

from __future__ import annotations

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from kpi import sentences
from kpi.catalogue import Catalogue
from kpi.language import N_, Language
from kpi.periods import parse_period
from kpi.units import Units
from ui import as_of, data, downloads, pickers, revisions, shell
from ui.data import Figures
from ui.downloads import Part
from ui.server.assets import site_path

KEY = ["indicator", "area", "period"]
_STATUS = {
    "A": "",
    "B": N_("break"),
    "E": N_("estimated"),
    "F": N_("forecast"),
    "I": N_("imputed"),
    "M": N_("missing"),
    "P": N_("provisional"),
}


def behind(figures: Figures, part: Part, name: str) -> None:
    """Offer what is behind a picture: a closed table, filled when it is opened, and its files.

    `name` is the files' name without ending and the table's key.
    """
    lang, rows = shell.view().lang, part.rows(figures)
    box = st.expander(
        lang._("Table behind the picture ({rows} rows)", rows=lang.number(len(rows))),
        on_change="rerun",
        key=f"table-{name}",
    )
    downloads.links(figures, part, name)
    if not box.open:
        return
    with box:
        _show(figures, rows, lang)
        if figures.private:
            downloads.buttons(figures, part, name)


def _show(figures: Figures, rows: pd.DataFrame, lang: Language) -> None:
    """Show the rows in words; those of published figures with the way to their revisions."""
    readable = in_words(rows, lang, data.catalogue(), data.units())
    settings = {}
    if figures.version is not None:
        name = lang._("How it changed")
        ways = [
            _revisions(indicator, area, period, lang)
            for indicator, area, period in rows[KEY].itertuples(index=False)
        ]
        readable.insert(list(readable).index(lang._("Value")) + 1, name, ways)
        settings[name] = st.column_config.LinkColumn(name, display_text=lang._("revisions"))
    st.dataframe(readable, hide_index=True, width="stretch", column_config=settings)


def _revisions(indicator: str, area: str, period: str, lang: Language) -> str:
    """Return the address that tells how a figure changed from version to version."""
    figure = {pickers.INDICATOR: indicator, revisions.AREA: area, revisions.PERIOD: period}
    moment = data.as_of()
    pinned = {} if moment is None else {as_of.KEY: moment.text}
    choices = {"muc": "mot-so-lieu", **figure, "lang": lang.code, **pinned}
    return f"{site_path('phien-ban')}?{urlencode(choices)}"


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
