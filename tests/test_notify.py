"""`python -m kpi notify`: who is told what, nothing twice, and what happens when it goes wrong."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest

from kpi.catalogue import load_catalogue
from kpi.command import main, notify
from kpi.command.warnings import evaluated
from kpi.language import language
from kpi.moments import clock
from kpi.notices import compose, load_recipients
from kpi.notices.recipients import FILE
from kpi.store import Acknowledgement, Digested, Store
from kpi.tasks import load_register
from kpi.units import load_units
from tests.receivers import Hook, Mail, listening

CATALOGUE, UNITS = load_catalogue(), load_units()
REGISTER = load_register(CATALOGUE, UNITS)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
LATE = "task-overdue/ph10-80-toan-trinh/VN"


@pytest.fixture(scope="module")
def found():
    return evaluated(CATALOGUE, UNITS, clock(), language("en"))


@pytest.fixture
def hook():
    with listening(Hook()) as receiver:
        yield receiver


@pytest.fixture
def told(tmp_path, monkeypatch, found, capsys):
    """Run `notify` on recipients written as YAML; gives its exit status and what it says."""
    monkeypatch.setenv("KPI_STORE", f"sqlite:///{tmp_path}/store.sqlite")
    monkeypatch.setattr(notify, "evaluated", lambda *_: found)

    def run(*recipients, arguments=("--json", "--lang", "en")):
        path = tmp_path / "recipients.yml"
        path.write_text(json.dumps({"recipients": list(recipients)}), "utf-8")
        status = main(["notify", "--recipients", str(path), *arguments])
        out, run.said = capsys.readouterr()
        return status, json.loads(out) if "--json" in arguments else out

    return run


def critical(address, **more):
    return {"id": "lanh-dao", "address": address, "severity": "critical", "language": "en", **more}


def load(**entry):
    """One recipient, read from its entry."""
    with NamedTemporaryFile("w", suffix=".yml") as file:
        json.dump(
            {"recipients": [{"id": "lanh-dao", "address": "json://127.0.0.1:9", **entry}]}, file
        )
        file.flush()
        return load_recipients(Path(file.name), CATALOGUE, UNITS, REGISTER).all[0]


def at_hook(hook, **more):
    return critical(f"json://127.0.0.1:{hook.port}/kpi", **more)


def test_a_letter_reaches_a_mail_server_once(told):
    with listening(Mail()) as server:
        address = f"mailto://127.0.0.1:{server.port}/?from=kpi@example.vn&to=lan@example.vn"
        status, (first,) = told(critical(address, language="vi"))
        again = told(critical(address, language="vi"))[1][0]
    assert (status, first["outcome"], again["outcome"]) == (0, "sent", "nothing")
    (letter,) = server.letters
    assert letter["To"] == "lan@example.vn"
    assert letter["Subject"] == first["title"]
    text = letter.get_body(("plain", "html")).get_content()
    assert "chưa hoàn thành" in text
    assert "Bộ trưởng Bộ Khoa học và Công nghệ" in text


def test_a_web_hook_is_told_what_fires_for_its_reader(told, hook, found):
    status, (first,) = told(at_hook(hook))
    (message,) = hook.messages
    fire = [one.id for one in found.alerts
            if one.state == "alerting" and one.rule.severity == "critical"]  # fmt: skip
    assert status == 0
    assert first["new"] == fire
    assert LATE in fire
    assert message["title"] == first["title"]
    assert "Due on 31 Dec 2025" in message["message"]


def test_what_cleared_and_what_was_acknowledged_is_told_next(told, hook, found, monkeypatch):
    told(at_hook(hook))
    (other,) = (one.id for one in found.alerts if one.rule.id == "low-chance")
    Store().acknowledge(other, date(2026, 1, 1), "Lan", "<b>đang làm</b>", date(2027, 1, 31))
    done = [replace(one, state="normal") if one.id == LATE else one for one in found.alerts]
    monkeypatch.setattr(notify, "evaluated", lambda *_: replace(found, alerts=tuple(done)))
    _, (second,) = told(at_hook(hook))
    assert (second["new"], second["cleared"], second["acknowledged"]) == ([], [LATE], [1])
    assert "Lan: “<b>đang làm</b>”, promised by 31 Jan 2027" in second["body"]
    monkeypatch.setattr(notify, "evaluated", lambda *_: found)
    assert told(at_hook(hook))[1][0]["new"] == [LATE]  # it fires anew


def test_a_dry_run_sends_nothing_and_keeps_nothing(told, hook):
    status, text = told(at_hook(hook), arguments=("--dry-run", "--lang", "en"))
    assert status == 0
    assert text.startswith("lanh-dao: would be sent – Early warning")
    assert "Due on 31 Dec 2025" in text
    assert not hook.messages
    assert told(at_hook(hook))[1][0]["outcome"] == "sent"


def test_an_unreachable_recipient_is_said_and_tried_again(told, hook):
    hook.status = 503
    status, (first,) = told(at_hook(hook))
    assert (status, first["outcome"]) == (1, "failed")
    assert "503" in first["reason"]
    hook.status = 200
    status, (again,) = told(at_hook(hook))
    assert (status, again["outcome"], again["new"]) == (0, "sent", first["new"])


def test_one_who_cannot_be_reached_keeps_nobody_else_waiting(told, hook):
    status, outcomes = told(critical("json://127.0.0.1:9", id="khac"), at_hook(hook))
    assert status == 1
    assert [one["outcome"] for one in outcomes] == ["failed", "sent"]


def test_secrets_come_from_the_environment_and_are_never_said(told, hook, monkeypatch, caplog):
    monkeypatch.setenv("KPI_TOKEN", "bí/mật@1")
    address = f"json://kpi:${{KPI_TOKEN}}@127.0.0.1:{hook.port}/kpi"
    hook.status = 500
    outcomes = [told(critical(address), arguments=("--lang", "en")) for _ in range(2)]
    closed = told(critical("json://kpi:${KPI_TOKEN}@127.0.0.1:9/kpi"))
    for text in (*map(str, outcomes), str(closed), told.said, caplog.text):
        assert "bí/mật" not in text
        assert "b%C3%AD" not in text
        assert "127.0.0.1" not in text
    monkeypatch.delenv("KPI_TOKEN")
    status, (one,) = told(critical(address))
    assert (status, one["reason"]) == (1, "the environment variable KPI_TOKEN is not set")


def test_two_runs_at_once_send_one_letter(told, hook, found):
    digest = compose(  # of a run that began earlier and has not sent yet
        load(severity="critical"), found, (), (), CATALOGUE
    )
    told(at_hook(hook))
    assert Store().begin_digest("lanh-dao", clock(), digest.items, digest.seen) is None
    assert len(hook.messages) == 1


def test_a_run_killed_while_it_sends_tells_nobody_twice(tmp_path, hook):
    place, store = tmp_path / "recipients.yml", f"sqlite:///{tmp_path}/store.sqlite"
    place.write_text(json.dumps({"recipients": [at_hook(hook)]}), "utf-8")
    command = [sys.executable, "-m", "kpi", "notify", "--recipients", str(place), "--json"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    hook.answers.clear()  # the hook has the message, and never says so
    with subprocess.Popen(command, env=os.environ | {"KPI_STORE": store}, **quiet) as run:
        assert hook.came.wait(60)
        run.send_signal(signal.SIGKILL)
        run.communicate()
    assert [one.outcome for one in Store(store).digests()] == [None]
    hook.answers.set()
    again = subprocess.run(command, env=os.environ | {"KPI_STORE": store}, **quiet, check=True)
    assert json.loads(again.stdout)[0]["outcome"] == "nothing"
    assert len(hook.messages) == 1
    assert "was begun" in again.stderr.decode() or "đã bắt đầu" in again.stderr.decode()


def test_the_next_letter_says_that_one_may_be_lost(found):
    (one,) = (alert for alert in found.alerts if alert.id == LATE)
    begun = Digested(4, "lanh-dao", NOW, clock(), (("new", LATE),), None)
    recipient = load(severity="critical")
    digest = compose(recipient, replace(found, alerts=(one,)), (), (begun,), CATALOGUE)
    assert digest.empty
    assert digest.lost == begun.at
    assert digest.seen == 4


def test_a_warning_that_fires_anew_after_it_was_told_is_new_again(found):
    (one,) = (alert for alert in found.alerts if alert.id == LATE)  # fires since 1 January 2026
    recipient = load(severity="critical")
    for day, new in ((date(2025, 12, 31), 1), (date(2026, 1, 1), 0), (date(2026, 5, 1), 0)):
        told = Digested(1, "lanh-dao", NOW, day, (("new", LATE),), "sent")
        digest = compose(recipient, replace(found, alerts=(one,)), (), (told,), CATALOGUE)
        assert len(digest.new) == new


def test_a_word_on_a_warning_that_does_not_fire_is_not_told(found):
    word = Acknowledgement(1, "low-chance/x/VN", clock(), NOW, "Lan", "x", clock())
    digest = compose(load(severity="critical"), found, (word,), (), CATALOGUE)
    assert not digest.acknowledged


def test_each_field_narrows_what_is_told(found):
    def wanted(**fields):
        one = load(**fields)
        return {alert.id for alert in found.alerts if one.wants(alert, CATALOGUE)}

    everything = wanted()
    assert len(everything) == len(found.alerts)
    for fields in ({"areas": ["VN34-01"]}, {"pillars": ["international"]},
                   {"agencies": ["bo-cong-an"]}, {"severity": "warning"}):  # fmt: skip
        assert set() < wanted(**fields) < everything
    assert wanted(areas=["VN34-01"], pillars=["international"]) == set()
    assert all("/VN34-01" in one for one in wanted(areas=["VN34-01"]))


def test_problems_of_the_file_name_line_and_keep_the_others(told, tmp_path, capsys, hook):
    path = tmp_path / "ai-nhan.yml"
    path.write_text(f"""recipients:
  - id: dung
    address: json://127.0.0.1:{hook.port}
    severity: critical
  - id: mat-khau
    address: mailto://lan:bimat@example.vn
  - id: token
    address: tgram://123456789:AABBccddEEff-gghhIIjjKKllMM/12345/
  - id: vung
    address: json://127.0.0.1
    areas: [VN34-99]
  - id: Hoa
    address: json://127.0.0.1
  - id: dung
    address: json://127.0.0.1
""", "utf-8")  # fmt: skip
    assert main(["notify", "--recipients", str(path), "--lang", "en"]) == 1
    out, problems = capsys.readouterr()
    assert out.startswith("dung: sent")
    for line in (6, 8, 11, 12, 14):
        assert f"ai-nhan.yml:{line}: " in problems
    assert "bimat" not in problems
    assert "AABB" not in problems


@pytest.mark.parametrize("content", ["", "recipients: 3", "a: [b", "recipients: [{id: a, id: b}]"])
def test_a_file_that_holds_no_recipients_is_wrong_usage(tmp_path, content, capsys):
    (tmp_path / "a.yml").write_text(content)
    assert main(["notify", "--recipients", str(tmp_path / "a.yml"), "--lang", "en"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["notify", "--recipients", str(tmp_path / "gone.yml")]) == 2


def test_the_shipped_file_is_in_order_and_tells_nobody():
    shipped = load_recipients(FILE, CATALOGUE, UNITS, REGISTER)
    assert (shipped.all, shipped.problems) == ((), ())
