"""Step 3: every problem by its line, in its place in the table, and the ways to mend it."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from kpi.export import to_csv
from kpi.fix_file import fix_file
from kpi.language import Language
from kpi.problems import Problem, safe
from ui import markup
from ui.desk import files, words
from ui.desk.excerpt import in_place
from ui.desk.visit import Brought, desk, mended_name

__all__ = ["show"]

_SHOWN = 1000  # rows of the table on the page: no browser takes one of a million
_ROW = 35  # px


class Found(NamedTuple):
    """A problem and the file it is in."""

    file: Brought
    problem: Problem


def show(lang: Language) -> None:
    """Draw the step."""
    mine = desk()
    found = mine.shelf.kept(
        "found", lambda: [Found(file, one) for file in mine.files for one in file.reading.problems]
    )
    if not found:
        return
    st.html(markup.tiles(_counts(lang)))
    chosen = _filtered(found, lang)
    for what in _unlisted(mine.files, lang).get(lang._("What is wrong"), ()):
        st.html(markup.paragraph(what))
    if len(chosen) > _SHOWN:
        told = lang._(
            "The first {shown} of {all} problems; the file below holds them all.",
            shown=lang.number(_SHOWN),
            all=lang.number(len(chosen)),
        )
        st.html(markup.paragraph(told))
    if chosen:
        in_place(*chosen[_table(chosen, lang)], lang)
    _downloads(found, lang)


def _counts(lang: Language) -> list[tuple[str, str, str]]:
    mine = desk()
    remarks = sum(file.reading.warnings for file in mine.files)
    wrong = sum(file.balance.wrong for file in mine.files)
    return [
        (lang.number(mine.errors), lang._("errors: their lines are not used"), ""),
        (lang.number(remarks), lang._("remarks: their lines are used"), ""),
        (lang.number(wrong), lang._("lines that cannot be used as they are"), ""),
        (lang.number(mine.usable), lang._("figures that can be used"), ""),
    ]


def _filtered(found: list[Found], lang: Language) -> list[Found]:
    """Offer the filters and return the problems that pass."""
    mine = desk()
    kinds = {"": lang._("all"), "error": lang._("errors"), "warning": lang._("remarks")}
    counted = _counted(found)
    codes = ["", *sorted(counted, key=lambda code: -counted[code])]
    places = st.columns([2, 3, 3] if len(mine.files) > 1 else [2, 6], vertical_alignment="bottom")
    with places[0]:
        kind = st.segmented_control(
            lang._("Kind"), list(kinds), format_func=kinds.__getitem__, default="",
            required=True, key="kind",
        )  # fmt: skip
    with places[1]:
        _still("code", codes)
        code = st.selectbox(
            lang._("What is wrong"),
            codes,
            format_func=lambda one: _code(one, counted, lang),
            key="code",
        )
    file = None
    if len(mine.files) > 1:
        with places[2]:
            _still("of-file", [None, *mine.files])
            names = {None: lang._("all files")} | {one: safe(one.name) for one in mine.files}
            file = st.selectbox(lang._("File"), list(names), 0, names.__getitem__, key="of-file")
    return [
        one
        for one in found
        if (not kind or one.problem.severity == kind)
        and (not code or one.problem.code == code)
        and file in (None, one.file)
    ]


def _counted(found: Sequence[Found]) -> Counter[str]:
    """Count the problems by code, those of which only the number is known too."""
    counted = Counter(one.problem.code for one in found)
    for file in desk().files:
        for (code, _), count in file.reading.more.items():
            counted[code] += count
    return counted


def _still(key: str, options: Sequence[object]) -> None:
    """Let go of a choice that is not offered any more."""
    if key in st.session_state and st.session_state[key] not in options:
        del st.session_state[key]


def _code(code: str, counted: Counter[str], lang: Language) -> str:
    if not code:
        return lang._("all problems")
    return f"{lang._(words.CODES[code])} ({lang.number(counted[code])})"


def _table(chosen: Sequence[Found], lang: Language) -> int:
    """Draw the table of problems and return which one is looked at."""
    shown = chosen[:_SHOWN]
    key = ("table", lang.code, *(id(one.problem) for one in (shown[0], shown[-1])), len(chosen))
    table = desk().shelf.kept(key, lambda: as_table(shown, lang, several=len(desk().files) > 1))
    event = st.dataframe(
        table,
        hide_index=True,
        width="stretch",
        height=min(38 + _ROW * len(shown), 388),
        on_select="rerun",
        selection_mode="single-row",
        key=f"problems-{hash(key)}",
    )
    rows = event["selection"]["rows"]
    return int(rows[0]) if rows else 0


def as_table(found: Sequence[Found], lang: Language, *, several: bool) -> pd.DataFrame:
    """Return one row a problem, in the reader's language; of `several` files with their names."""
    names = {"error": lang._("error"), "warning": lang._("remark")}
    sheets = any(one.problem.sheet for one in found)
    return pd.DataFrame(
        [
            {
                **({lang._("File"): safe(file.name)} if several else {}),
                **({lang._("Sheet"): safe(problem.sheet)} if sheets else {}),
                lang._("Line"): problem.line,
                lang._("Column"): problem.column or "",
                lang._("Kind"): names[problem.severity],
                lang._("Given"): problem.given or "",
                lang._("What is wrong"): problem.message(lang),
                lang._("What to do"): problem.advice(lang),
            }
            for file, problem in found
        ]
    ).astype({lang._("Line"): "Int64"})


def _unlisted(brought: Sequence[Brought], lang: Language) -> pd.DataFrame:
    """Return one row for each kind of problem of which a file has more than are listed."""
    names = {"error": lang._("error"), "warning": lang._("remark")}
    rows = [
        {
            lang._("Kind"): names[severity],
            lang._("What is wrong"): lang._(
                "{file}: {count} more of the kind “{kind}”",
                file=safe(file.name), count=lang.number(count), kind=lang._(words.CODES[code]),
            ),
        }
        for file in brought
        for (code, severity), count in file.reading.more.items()
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _downloads(found: Sequence[Found], lang: Language) -> None:
    """Offer the fix file and all problems, each made when it is asked for."""
    st.html(
        markup.paragraph(
            lang._("The fix file is your table with what to mend written beside each line.")
        )
    )
    with st.container(horizontal=True):
        st.download_button(
            lang._("Download the fix file"),
            partial(_fix_files, desk().files, lang),
            _fix_name(desk().files),
            on_click="ignore",
            type="primary",
            icon=":material/build:",
        )
        st.download_button(
            lang._("Download all problems as CSV"),
            partial(_listed, found, desk().files, lang),
            "danh-sach-loi.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )
    files.uploader(
        lang._("Mended it? Bring it back here: it takes the place of the first one."), mended=True
    )


def _listed(found: Sequence[Found], brought: Sequence[Brought], lang: Language) -> bytes:
    """Return all problems as a file; made outside the visit's run, which has the desk alone."""
    told = as_table(found, lang, several=len(brought) > 1)
    return to_csv(pd.concat([told, _unlisted(brought, lang)]))


def _fix_name(brought: Sequence[Brought]) -> str:
    if len(brought) > 1:
        return "can-sua.zip"
    only = brought[0]
    return mended_name(safe(only.name), "csv" if only.reading.format == "csv" else "xlsx")


def _fix_files(brought: Sequence[Brought], lang: Language) -> bytes:
    """Return the fix file; of several files a ZIP of those that have problems."""
    if len(brought) == 1:
        return fix_file(brought[0].data, brought[0].reading, lang)[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in brought:
            if file.reading.problems:
                content, ending = fix_file(file.data, file.reading, lang)
                archive.writestr(mended_name(file.name, ending), content)
    return out.getvalue()
