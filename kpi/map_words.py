"""What every map shows alike: the component's texts and the islands beside the boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from kpi.course import word
from kpi.verdict_map import ORDER

if TYPE_CHECKING:
    from kpi.language import Language

ISLANDS = Path(__file__).parent.parent / "geo" / "islands.csv"


def map_islands(layer: str, lang: Language, path: Path = ISLANDS) -> list[dict[str, Any]]:
    """Return the islands beside the boundaries, for the layer `provinces` or `former`.

    Each has its area id, its name in one or two lines, whether it is framed as an archipelago,
    and its points (lon, lat in degrees).
    """
    table = pd.read_csv(path, comment="#")
    side = "province" if layer == "provinces" else "former"
    found = []
    for _, rows in table.groupby("group", sort=False):
        features = rows[rows["kind"] == "feature"]
        name = str(rows.iloc[0][f"name_{lang.code}"])
        found.append(
            {
                "area": str(rows.iloc[0][side]),
                "label": name.replace(" (", "\n(").split("\n"),
                "framed": len(features) > 1,
                "points": features[["lon", "lat"]].round(2).to_numpy().tolist(),
            }
        )
    return found


def map_words(lang: Language) -> dict[str, Any]:
    """Return the texts of the component in a language; `{…}` is filled in by the browser."""
    _ = lang._
    return {
        "map": _("Map of provinces and cities"),
        "ranking": _("Ranking"),
        "period": _("Period"),
        "play": _("Play the periods"),
        "pause": _("Pause"),
        "nation": _("Whole country"),
        "missing": _("no figures"),
        "none": _("No figures have been published"),
        "band": _("published as a range"),
        "rank": _("rank {rank}"),
        "place": _("{rank} of {count} with figures"),
        "points": _("{number} points"),
        "change": _("{change} against {period}"),
        "same": _("unchanged against {period}"),
        "up": _("up {number} places"),
        "down": _("down {number} places"),
        "target": _("National target {value} by {date}"),
        "met": _("{met} of {count} meet it"),
        "short": _("{gap} from the target"),
        "meets": _("meets the target"),
        "range": _("its parts range from {low} to {high}"),
        "coverage": _("covers {share} of the weight"),
        "darker": _("darker is better"),
        "from": _("from {low}"),
        "below": _("below {high}"),
        "source": _("Source: {source}"),
        "published": _("published {date}"),
        "open": _("Press to open this province"),
        "tap": _("Tap again to open this province"),
        "credit": _("Boundaries: © OpenStreetMap contributors, ODbL"),
        "failed": _("The map could not be loaded; the ranking still shows every figure."),
        "simulated": _("SỐ LIỆU MÔ PHỎNG · simulated"),
        "lacking": _("{gap} short"),
        "column": _("On the right: what is missing to the target"),
        "decided": _("decided by: {why}"),
        "disagree": _("methods disagree"),
        "verdicts": [
            {"sign": told.sign, "style": told.style, "text": told.text}
            for told in (word(name, lang) for name in ORDER)
        ],
        "statuses": {
            "B": _("break in the series"),
            "E": _("estimated"),
            "F": _("forecast"),
            "I": _("imputed"),
            "P": _("provisional"),
        },
    }
