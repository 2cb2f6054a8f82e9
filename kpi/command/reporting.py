"""What came of reading a file: in words, or as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator

from kpi.command.telling import records
from kpi.language import Language
from kpi.problems import Problem, safe
from kpi.reading import ASIDE, QUESTIONS, Reading

__all__ = ["told", "written"]

_OBSERVATION = (
    "indicator", "area", "period", "value", "numerator", "denominator", "status", "line", "sheet",
)  # fmt: skip
_MOST = 8  # runs of lines that are written out; programs get them all


def told(reading: Reading, lang: Language) -> dict[str, object]:
    """Tell a program what was read."""
    return {
        "file": reading.file,
        "format": reading.format,
        "encoding": reading.encoding,
        "layout": reading.layout,
        "era": reading.era,
        "rows": reading.rows,
        "lines": reading.lines,
        "observations": records(reading.observations[list(_OBSERVATION)]),
        "problems": [_problem(problem, lang) for problem in reading.problems],
        "more": [
            {"code": code, "severity": severity, "count": count}
            for (code, severity), count in reading.more.items()
        ],
        "unused": list(reading.unused),
        "aside": records(reading.aside),
        "questions": list(reading.questions),
    }


def _problem(problem: Problem, lang: Language) -> dict[str, object]:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "sheet": problem.sheet,
        "line": problem.line,
        "column": problem.column,
        "given": problem.given,
        "message": problem.message(lang),
        "suggestion": problem.suggestion,
    }


def written(reading: Reading, lang: Language) -> str:
    """Write a summary and one line a problem: place, severity, column, message, advice, code.

    Below stand the columns that were not read, the lines set aside, with the reason, and what the
    file does not say.
    """
    summary = lang._(
        "{file}: {rows} rows, {kept} usable; {errors} errors, {warnings} warnings",
        file=reading.file, rows=lang.number(reading.rows),
        kept=lang.number(len(reading.observations)),
        errors=lang.number(reading.errors), warnings=lang.number(reading.warnings),
    )  # fmt: skip
    severities = {"error": lang._("error"), "warning": lang._("warning")}
    lines = [
        f"{_place(problem):>8}  {severities[problem.severity]:<8}  {problem.column or '':<16}  "
        f"{problem.message(lang)} {problem.advice(lang)} [{problem.code}]"
        for problem in reading.problems
    ]
    lines += [
        lang._("and {count} more: {code}", count=lang.number(count), code=f"[{code}]")
        for (code, _), count in reading.more.items()
    ]
    if reading.unused:
        lines.append(f"{lang._('Columns not read')}: {', '.join(map(safe, reading.unused))}")
    return "\n".join([summary, *lines, *_aside(reading, lang), *_asked(reading, lang)])


def _place(problem: Problem) -> str:
    return f"{problem.sheet}:{problem.line or ''}" if problem.sheet else str(problem.line or "")


def _aside(reading: Reading, lang: Language) -> Iterator[str]:
    """Say of each sheet and reason which lines are no rows."""
    groups = reading.aside.groupby(["sheet", "why"], sort=False)["line"]
    for (sheet, why), lines in groups:
        runs = _runs(sorted(lines.tolist()))
        shown = ", ".join(runs[:_MOST]) + (", …" if len(runs) > _MOST else "")
        yield lang._(
            "Not rows – {why}: {count} lines ({lines})",
            why=lang._(ASIDE[str(why)]), count=lang.number(len(lines)),
            lines=f"{sheet}: {shown}" if sheet else shown,
        )  # fmt: skip


def _runs(lines: list[int]) -> list[str]:
    """Write numbers in ascending order with those that follow each other as `1–3`."""
    starts = [line for before, line in zip([None, *lines], lines, strict=False)
              if before is None or line != before + 1]  # fmt: skip
    ends = [line for line, after in zip(lines, [*lines[1:], None], strict=True)
            if after is None or after != line + 1]  # fmt: skip
    return [f"{a}" if a == b else f"{a}–{b}" for a, b in zip(starts, ends, strict=True)]


def _asked(reading: Reading, lang: Language) -> Iterator[str]:
    for question in reading.questions:
        yield f"{lang._(QUESTIONS[question])} (--{question})"
