"""Work beside the page: how far it is, stopping it, and what comes of it."""

import threading

import pytest

from ui.desk.work import Cancelled, Work


def test_what_comes_of_it_is_handed_over_and_errors_too():
    def fail(_tell):
        raise ValueError("no")

    done, failed = Work(lambda _tell: 5), Work(fail)
    assert done.settle()
    assert done.result() == 5
    assert failed.settle()
    with pytest.raises(ValueError, match="no"):
        failed.result()


def test_it_says_how_far_it_is_and_stops_when_asked():
    told, go = threading.Event(), threading.Event()

    def job(tell):
        tell("values", 1.7)
        told.set()
        go.wait(30)
        tell("checks", 0.8)

    work = Work(job)
    assert told.wait(30)
    assert (work.stage, work.share, work.over) == ("values", 1.0, False)
    work.stop()
    go.set()
    with pytest.raises(Cancelled):
        work._future.result(30)
    with pytest.raises(Cancelled):
        work.result()
    assert work.stage == "values"


def test_work_that_waits_for_its_turn_is_stopped_at_once():
    go = threading.Event()
    ahead = [Work(lambda _tell: go.wait(30)) for _ in range(2)]
    waiting = Work(lambda _tell: 5)
    waiting.stop()
    assert waiting.over
    with pytest.raises(Cancelled):
        waiting.result()
    go.set()
    assert all(work._future.result(30) for work in ahead)
