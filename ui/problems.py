"""What was found in a table that a visitor brought: a summary, and every problem by its line."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from kpi.export import to_csv
from kpi.language import Language
from kpi.problems import Problem, safe
from kpi.reading import Reading
from ui import markup, shell

_SHOWN = 1000  # rows of the table on the page: no browser takes one of a million


def example(lang: Language) -> str:
    """Return three lines of the long form as a table, said to be an example."""
    head = ["indicator", "area", "period", "value"]
    body = [
        ["full_process_dossier_rate", "Hà Nội", "2025-12", lang.number(12.5, 1)],
        ["full_process_dossier_rate", "TP.HCM", "T12/2025", lang.number(12.75, 2)],
        ["satisfaction_rate", "Huế", "Quý IV/2025", lang.number(12, 0)],
    ]
    return markup.paragraph(lang._("An example, no real figures:")) + markup.table(head, body)


def summary(reading: Reading) -> None:
    """Say how the file was understood and what came of it, good news and bad."""
    lang = shell.view().lang
    kept, errors = len(reading.observations), reading.errors
    warnings = len(reading.problems) - errors
    if reading.refused:
        st.error(lang._("The file was not taken."), icon=":material/block:")
    elif errors:
        st.error(
            lang._(
                "{kept} of {rows} lines are good; {errors} problems keep lines out.",
                kept=lang.number(kept),
                rows=lang.number(reading.rows),
                errors=lang.number(errors),
            ),
            icon=":material/error:",
        )
    else:
        st.success(
            lang._(
                "All {kept} lines are good ({warnings} remarks).",
                kept=lang.number(kept),
                warnings=lang.number(warnings),
            ),
            icon=":material/check_circle:",
        )
    st.html(markup.facts(_understood(reading, lang)))


def _understood(reading: Reading, lang: Language) -> list[tuple[str, str]]:
    eras = {"34": lang._("34 provinces"), "63": lang._("63 former provinces")}
    separators = {"\t": "tab"}
    facts = [
        (lang._("File"), safe(reading.file)),
        (lang._("Encoding"), reading.encoding or ""),
        (lang._("Separator"), separators.get(reading.delimiter or "", reading.delimiter or "")),
        (lang._("Borders meant"), eras.get(reading.era or "", "")),
        (lang._("Columns not read"), ", ".join(reading.unused)),
    ]
    return [(term, text) for term, text in facts if text]


def listed(reading: Reading) -> None:
    """Draw the table of problems: line, column, what was given, why, what to do."""
    if not reading.problems:
        return
    lang = shell.view().lang
    st.header(lang._("Problems, by line"), anchor=False)
    if len(reading.problems) > _SHOWN:
        st.html(
            markup.paragraph(
                lang._(
                    "The first {shown} of {all} problems; the file below holds them all.",
                    shown=lang.number(_SHOWN),
                    all=lang.number(len(reading.problems)),
                )
            )
        )
    table = as_table(reading.problems[:_SHOWN], lang)
    st.dataframe(table, hide_index=True, width="stretch")
    st.download_button(
        lang._("Download the problems as CSV"),
        lambda: to_csv(as_table(reading.problems, lang)),
        "problems.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def as_table(problems: Sequence[Problem], lang: Language) -> pd.DataFrame:
    """Return one row a problem, in the reader's language."""
    names = {"error": lang._("error"), "warning": lang._("remark")}
    return pd.DataFrame(
        [
            {
                lang._("Line"): problem.line,
                lang._("Column"): problem.column or "",
                lang._("Kind"): names[problem.severity],
                lang._("Given"): problem.given or "",
                lang._("What is wrong"): problem.message(lang),
                lang._("What to do"): problem.advice(lang),
            }
            for problem in problems
        ]
    ).astype({lang._("Line"): "Int64"})
