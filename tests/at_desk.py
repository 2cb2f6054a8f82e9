"""Sitting at the desk without a browser: bring files, press buttons, wait for the work."""

import time

from streamlit.testing.v1 import AppTest

from tests.screens import at, opened

HEAD = "indicator,area,period,value"
GOOD = f"{HEAD}\non_time_rate,VN34-01,2026-09,91.5\non_time_rate,VN34-79,2026-09,88\n"
BAD = f"{HEAD}\non_time_rate,VN34-01,2026-09,91.5\non_time_rate,Thanh niên,2026-09,80\n" \
    "on_time_rate,VN34-79,2026-13,80\non_time_rate,VN34-48,2026-09,180\n"  # fmt: skip
LIMIT = 60.0  # seconds, on a busy machine


def brought(content: str | bytes, lang: str = "en", name: str = "tep.csv") -> AppTest:
    """Open the map, as most do before, then bring a file to the desk."""
    return bring(at(opened("province_map", lang=lang), "upload"), {name: content})


def bring(screen: AppTest, files: dict[str, str | bytes]) -> AppTest:
    """Bring files by name."""
    screen.file_uploader[0].set_value(
        [
            (name, content.encode() if isinstance(content, str) else content, "text/csv")
            for name, content in files.items()
        ]
    ).run()
    return settled(screen)


def press(screen: AppTest, key: str) -> AppTest:
    """Press the button of this key, or of this label."""
    (button,) = (one for one in screen.button if key in (one.key, one.label))
    button.click().run()
    return settled(screen)


def settled(screen: AppTest) -> AppTest:
    """Wait until no work is under way: a browser would look again by itself."""
    end = time.monotonic() + LIMIT
    while screen.get("progress") and time.monotonic() < end:
        time.sleep(0.1)
        screen.run()
    assert not screen.get("progress")
    assert not screen.exception, screen.exception[0].message
    return screen
