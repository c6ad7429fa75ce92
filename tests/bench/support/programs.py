"""Programs that a bench starts and ends by itself: gunicorn as script/lib/web runs it, and nginx."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.support.database import FILES, ROOT

WORKERS, THREADS = 2, 4
GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "--chdir",
    str(ROOT),
    "--worker-class",
    "gthread",
    "--preload",
    "--no-control-socket",
]
GUNICORN += f"--workers {WORKERS} --threads {THREADS} --timeout 60 --worker-tmp-dir /dev/shm --log-level error".split()
#: nginx as a rival: files alone, the same number of processes, nothing else to do.
FILES_ONLY = """
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr error;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    etag on;
    keepalive_requests 1000000;
    open_file_cache max=1000;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{ listen 127.0.0.1:{port}; root {root}; default_type application/geo+json; }}
}}
"""


class Server:
    def __init__(self, process: subprocess.Popen, port: int) -> None:
        self.pid, self.port, self.process = process.pid, port, process

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def gunicorn(url: str, application: str = "geoportal.wsgi", **environment: str) -> Iterator[Server]:
    """The product, or a rival, with its database at `url`."""
    port = free_port()
    settings = {"DATABASE_URL": url, "KEEP_CONNECTIONS": "true", "DEBUG": "0"}
    command = [*GUNICORN, "--bind", f"127.0.0.1:{port}", application]
    with running(command, port, {**os.environ, **settings, **environment}) as server:
        yield server


@contextmanager
def nginx_files(root: Path) -> Iterator[Server]:
    """nginx with the files of a folder."""
    port, folder = free_port(), empty_folder("nginx_files")
    with nginx(FILES_ONLY.format(folder=folder, port=port, root=root), folder, port) as server:
        yield server


@contextmanager
def nginx_shipped(upstream: Server) -> Iterator[Server]:
    """docker/nginx.conf before a portal, filled in as its image does; its cache is empty at first."""
    port, folder = free_port(), empty_folder("nginx_shipped")
    text = (ROOT / "docker" / "nginx.conf").read_text(encoding="utf-8")
    words = {"LISTEN": f"127.0.0.1:{port}", "UPSTREAM": f"127.0.0.1:{upstream.port}", "RUN_DIR": str(folder)}
    for word, value in {**words, "CACHE_DIR": str(folder / "cache"), "HTTPS": "false"}.items():
        text = text.replace(f"${{{word}}}", value)
    with nginx(text, folder, port) as server:
        yield server


def empty_folder(name: str) -> Path:
    folder = FILES / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@contextmanager
def nginx(configuration: str, folder: Path, port: int) -> Iterator[Server]:
    (folder / "nginx.conf").write_text(f"user {user_name()};\n{configuration}" if os.geteuid() == 0 else configuration)
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with running([program, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"], port, dict(os.environ)) as server:
        yield server


def user_name() -> str:
    """nginx's processes read and write var/bench: the user who owns it."""
    return FILES.owner()


@contextmanager
def running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[Server]:
    with (FILES / "servers.log").open("a") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int, process: subprocess.Popen) -> None:
    """Until something answers there, whatever it says: a socket that listens may still have nobody behind it."""
    for _ in range(100):
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} ended while starting; see var/bench/servers.log")  # type: ignore[index]
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"nothing answers on port {port}")
