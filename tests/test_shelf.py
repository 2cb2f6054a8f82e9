"""What is built once is built once, is given up in time, and stays with its own figures."""

import threading

import pandas as pd

from ui.data import Figures
from ui.shelf import Shelf


def test_a_thing_is_built_once_even_when_it_is_none():
    shelf, calls = Shelf(), []
    for _ in range(3):
        assert shelf.kept("nothing", lambda: calls.append(1)) is None
    assert calls == [1]


def test_many_viewers_at_once_build_it_once():
    shelf, built, go = Shelf(), [], threading.Barrier(8)

    def look():
        go.wait()
        shelf.kept("chart", lambda: built.append(1))

    viewers = [threading.Thread(target=look) for _ in range(8)]
    for viewer in viewers:
        viewer.start()
    for viewer in viewers:
        viewer.join()
    assert built == [1]


def test_a_build_may_use_the_shelf():
    shelf = Shelf()
    assert shelf.kept("outer", lambda: shelf.kept("inner", lambda: 2) + 1) == 3


def test_the_oldest_is_given_up_first():
    shelf = Shelf(most=2)
    for name in "abc":
        shelf.kept(name, lambda name=name: name)
    assert len(shelf) == 2
    assert [shelf.kept(name, lambda: "new") for name in "bc"] == ["b", "c"]
    assert shelf.kept("a", lambda: "new") == "new"


def test_no_two_figures_share_a_shelf():
    mine, yours = (
        Figures("upload", "34", pd.DataFrame(), {}, {}, {}) for _ in range(2)
    )  # alike in all but their owner
    mine.shelf.kept("sentence", lambda: "mine")
    assert yours.shelf.kept("sentence", lambda: "yours") == "yours"
