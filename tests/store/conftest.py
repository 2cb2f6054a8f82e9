"""Both databases for the store's tests: an SQLite file, and a PostgreSQL started for them."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from kpi.store import Store
from tests.store.samples import base

SERVER_OPTIONS = ("fsync=off", "timezone=Asia/Ho_Chi_Minh", "lc_messages=C")


def program(name: str) -> str:
    """A program of PostgreSQL's server; Debian keeps them off the path."""
    places = [Path("/usr/lib/postgresql"), Path("/usr/local/pgsql")]
    found = sorted(file for place in places for file in place.glob(f"**/bin/{name}"))
    file = str(found[-1]) if found else shutil.which(name)
    if file is None:
        pytest.fail(f"PostgreSQL is missing ({name}): run `make postgresql`")
    return file


def server_user() -> str | None:
    """Whom to run as: PostgreSQL refuses to run as root, Debian's package brings a user."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name for one in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL of our own on loopback, without a database's name."""
    user = server_user()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="kpi-postgresql-") as folder:
        if user:
            shutil.chown(folder, user)
        data = f"{folder}/data"
        subprocess.run(
            [program("initdb"), "-D", data, "-U", "kpi", "-E", "UTF8", "--locale=C", "-A", "trust"],
            user=user, cwd=folder, check=True, capture_output=True,
        )  # fmt: skip
        options = [word for option in SERVER_OPTIONS for word in ("-c", option)]
        command = [program("postgres"), "-D", data, "-h", "127.0.0.1", "-p", str(port), "-k", ""]
        with Path(folder, "log").open("wb") as log:
            server = subprocess.Popen(
                command + options, user=user, cwd=folder, stdout=log, stderr=log
            )
        try:
            address = f"postgresql://kpi@127.0.0.1:{port}"
            wait_for(address, server, Path(folder, "log"))
            yield address
        finally:
            server.send_signal(signal.SIGINT)  # without waiting for those connected
            server.wait(60)


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(f"{address}/postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text('utf-8')}")


@pytest.fixture
def small_disk(postgresql: str) -> Iterator[Path | None]:
    """A real filesystem of 16 MB that PostgreSQL may write to; None without the right to mount."""
    with tempfile.TemporaryDirectory(prefix="kpi-small-") as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", folder]
        if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
            yield None
            return
        try:
            Path(folder).chmod(0o755)
            Path(folder, "data").mkdir()
            shutil.chown(Path(folder, "data"), server_user())
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.fixture
def fresh_database(postgresql: str) -> str:
    """The address of an empty database."""
    name = f"kpi_{uuid.uuid4().hex}"
    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgresql}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet, in either database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/store.sqlite"
    database: str = request.getfixturevalue("fresh_database")
    return database


@pytest.fixture
def open_store(address: str) -> Callable[..., Store]:
    """Open the store at `address`, as often as wanted."""
    return lambda files=base: Store(address, files)


@pytest.fixture
def store(open_store: Callable[..., Store]) -> Store:
    return open_store()
