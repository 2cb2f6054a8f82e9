"""The arrows between the rooms: dashboard → pages → ui → kpi → files."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LIBRARY = sorted((ROOT / "kpi").rglob("*.py"))
SCREENS = sorted((ROOT / "pages").glob("*.py"))
# Streamlit's memory has one home.
MEMORY = {"cache_data", "cache_resource", "session_state"}

IMPORT_ALL = """
import importlib, pkgutil, sys, kpi
for module in pkgutil.walk_packages(kpi.__path__, "kpi."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def imported(path: Path) -> Iterator[str]:
    """The first names of all modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def named(path: Path) -> set[str]:
    """All attributes and imported names in a file."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    attributes = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return attributes | {node.name for node in nodes if isinstance(node, ast.alias)}


def test_the_library_does_not_load_streamlit() -> None:
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "kpi" in loaded
    assert not loaded & {"streamlit", "ui", "pages"}


@pytest.mark.parametrize("path", LIBRARY, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_library_knows_no_screen(path: Path) -> None:
    assert not set(imported(path)) & {"streamlit", "ui", "pages", "dashboard"}


@pytest.mark.parametrize("path", sorted((ROOT / "ui").rglob("*.py")), ids=lambda path: path.stem)
def test_the_seam_knows_no_page(path: Path) -> None:
    assert not set(imported(path)) & {"pages", "dashboard"}


@pytest.mark.parametrize("path", [ROOT / "dashboard.py", *SCREENS], ids=lambda path: path.stem)
def test_streamlits_memory_lives_in_ui(path: Path) -> None:
    assert not named(path) & MEMORY


@pytest.mark.parametrize("folder", ["data", "geo"])
def test_folders_of_files_hold_no_code(folder: str) -> None:
    assert list((ROOT / folder).iterdir())
    assert not list((ROOT / folder).rglob("*.py"))


def pages() -> dict[str, str]:
    """The address of each page file, as dashboard.py defines them."""
    tree = ast.parse((ROOT / "dashboard.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found = {}
    for call in calls:
        if ast.unparse(call.func) == "st.Page":
            words = {
                word.arg: ast.literal_eval(word.value)
                for word in call.keywords
                if word.arg == "url_path"
            }
            found[ast.literal_eval(call.args[0])] = words.get("url_path", "")
    return found


def test_every_page_has_an_address_that_is_no_file_name() -> None:
    found = pages()
    assert {ROOT / file for file in found} == set(SCREENS)
    assert not set(found.values()) & {path.stem for path in SCREENS}
    assert len(set(found.values())) == len(found)
    for address in found.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", address)
