"""The log of versions, and how single figures changed, as tables; every text is escaped here."""

from __future__ import annotations

from html import escape
from urllib.parse import urlencode

from kpi.language import N_, Language
from kpi.store import File, Version
from kpi.store.versions import VIET_NAM
from ui import address, as_of, data, history, markup
from ui.server.assets import site_path

__all__ = ["name", "page", "shown", "told"]

_PER_PAGE = 50  # versions in one table
_KINDS = {
    "base": N_("files of the project"),
    "publish": N_("published"),
    "rollback": N_("rolled back"),
}


def shown() -> tuple[Version, ...]:
    """Return the versions to tell of, the newest first: none made after the one looked at."""
    moment = data.as_of()
    return tuple(one for one in history.log() if moment is None or one.id <= moment.version)


def told(versions: tuple[Version, ...], first: int, lang: Language) -> str:
    """Return the sentence on all versions and the table of those from `first` on, as HTML."""
    return history.kept(
        lambda: (
            markup.answer(_newest(versions, lang))
            + _table(versions[first : first + _PER_PAGE], lang)
        ),
        "log", versions[0].id, first, lang.code,
    )  # fmt: skip


def _newest(versions: tuple[Version, ...], lang: Language) -> str:
    """Say in a sentence how many versions there are, and who made the last one, when and why."""
    last = versions[0]
    return lang._(
        "{count} versions are kept; the newest is version {version} of {day}, by {author}: {kind}.",
        count=lang.number(len(versions)), version=last.id, day=lang.date(history.day(last)),
        author=_author(last, lang), kind=_kind(last, lang),
    )  # fmt: skip


def page(count: int, lang: Language) -> int:
    """Offer one part of a long log after the other; return the place of its first version."""
    if count <= _PER_PAGE:
        return 0
    starts = [str(place) for place in range(0, count, _PER_PAGE)]

    def named(start: str) -> str:
        last = min(int(start) + _PER_PAGE, count)
        return lang._("{first} to {last} of {all}", first=int(start) + 1, last=last, all=count)

    return int(address.choose(lang._("Part of the log"), "phan", starts, "0", named))


def name(version: Version, lang: Language) -> str:
    """Name a version in a list to choose from."""
    return f"{version.id} · {lang.date(history.day(version))} · {_author(version, lang)}"


def _author(version: Version, lang: Language) -> str:
    return lang._("the program") if version.kind == "base" else version.author


def _kind(version: Version, lang: Language) -> str:
    if version.target is not None:
        return lang._("rolled back to version {target}", target=version.target)
    return lang._(_KINDS[version.kind])


def _table(versions: tuple[Version, ...], lang: Language) -> str:
    """Return one line a version: when, who, what and why, its files, and the way to look at it."""
    heads = [
        lang._("Version"), lang._("When"), lang._("Who"), lang._("What"), lang._("Note"),
        lang._("Rows changed"), lang._("Files (SHA-256)"), lang._("As of then"),
    ]  # fmt: skip
    return markup.log(heads, [_line(one, lang) for one in versions])


def _line(version: Version, lang: Language) -> list[str]:
    at = version.at.astimezone(VIET_NAM)
    look = f"{site_path('')}?{urlencode({as_of.KEY: f'v{version.id}', 'lang': lang.code})}"
    files = "".join(_file(file, lang) for file in version.files)
    says, label = lang._("Look"), lang._("Look at version {version}", version=version.id)
    return [
        str(version.id),
        f"{escape(lang.date(at.date()))} {at:%H:%M}",
        escape(_author(version, lang)),
        escape(_kind(version, lang)),
        escape(version.note),
        lang.number(version.rows),
        files or "–",
        f'<a href="{escape(look)}" target="_self" aria-label="{escape(label)}">{escape(says)}</a>',
    ]


def _file(file: File, lang: Language) -> str:
    """Return a file: its name and short hash; lines and the whole hash on demand."""
    told = lang._(
        "{lines} lines, {left_out} left out, {repeated} repeated", lines=lang.number(file.lines),
        left_out=lang.number(file.left_out), repeated=lang.number(file.repeated),
    )  # fmt: skip
    return (
        f'<details class="kd-file"><summary>{escape(file.name)}: {escape(told)} '
        f"<code>({escape(file.sha256[:8])}…)</code></summary>"
        f"<code>{escape(file.sha256)}</code></details>"
    )
