"""Private servers: PostgreSQL from the system's own package, and Milvus from milvus-lite.

Each has a port and a folder of its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

MEND = "PostgreSQL is not installed: `apt-get install postgresql`, or `brew install postgresql`"


def postgresql_programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`, the newest where there are several."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda bin: float(bin.parent.name)
    )
    found = shutil.which(
        "initdb", path=os.pathsep.join([*map(str, places[::-1]), os.environ["PATH"]])
    )
    return Path(found).parent if found else None


@contextmanager
def postgresql(settings: Sequence[str] = ()) -> Iterator[str]:
    """Starts a PostgreSQL of its own and yields its address; ``settings`` as in `fsync=off`.

    Raises `FileNotFoundError` where it is not installed.
    """
    programs = postgresql_programs()
    if programs is None:
        raise FileNotFoundError(MEND)
    with tempfile.TemporaryDirectory(prefix="aisle-postgresql-") as name:
        folder = Path(name)
        password = secrets.token_hex(8)
        (folder / "password").write_text(password)
        user = _give_away(folder)

        def run(program: str, *arguments: str) -> None:
            subprocess.run(
                [programs / program, "-D", folder / "data", *arguments],
                check=True,
                cwd=folder,
                user=user,
                stdout=subprocess.DEVNULL,
            )

        run(
            "initdb",
            *("--username=aisle", f"--pwfile={folder / 'password'}", "--auth=scram-sha-256"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        port = free_port()
        options = [
            f"port={port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={folder}",
        ]
        given = " ".join(f"-c {option}" for option in [*options, *settings])
        run("pg_ctl", "start", "-w", "-l", str(folder / "log"), "-o", given)
        try:
            yield f"postgresql://aisle:{password}@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "-m", "immediate")


@contextmanager
def milvus() -> Iterator[str]:
    """Starts milvus-lite behind an address, as a cluster is behind one, and yields it."""
    from milvus_lite.server import Server

    with tempfile.TemporaryDirectory(prefix="aisle-milvus-") as folder:
        address = f"127.0.0.1:{free_port()}"
        server = Server(f"{folder}/vectors.db", address)
        if not (server.init() and server.start()):
            raise RuntimeError("milvus-lite does not start")
        try:
            yield f"http://{address}"
        finally:
            server.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _give_away(folder: Path) -> str | None:
    """Hands the folder to a user whom PostgreSQL runs as: it refuses to run as root."""
    if os.geteuid() != 0:
        return None
    for path in (folder, folder / "password"):
        shutil.chown(path, "nobody")
    return "nobody"
