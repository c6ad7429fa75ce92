"""Eight clients for some seconds: requests a second, CPU seconds of the servers a request, latencies."""

import os
import re
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.bench.support.cpu import cpu_seconds
from tests.bench.support.database import FILES, libpq_url, project_url
from tests.bench.support.programs import Server
from tests.bench.support.table import Result

CLIENTS = 8
SCRIPT = Path(__file__).with_name("load.lua")
#: What the web process asks of Postgres; without these pgbench would be slowed by parallel plans and compilation.
SESSION = "-c max_parallel_workers_per_gather=0 -c jit=off"
BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@dataclass(frozen=True)
class Sample:
    """`cpu_ms`: of all server processes, Postgres included, the client left out; a request. Latencies in ms."""

    per_second: float
    cpu_ms: float
    p50_ms: float
    p95_ms: float = 0.0


class CpuMeter:
    """CPU seconds of a server's processes and of one database's backends while the block runs, looked at 20 times a second:
    a backend that ends takes less than a twentieth of a second with it."""

    def __init__(self, url: str, server_pid: int | None) -> None:
        self.name = urlsplit(url).path[1:]
        self.server_pid = server_pid
        self.connection = psycopg.connect(libpq_url(project_url()), autocommit=True)
        self.first: dict[int, float] = {}
        self.last: dict[int, float] = {}
        self.ended = threading.Event()

    def __enter__(self) -> "CpuMeter":
        self.server_before = cpu_seconds(self.server_pid) if self.server_pid else 0.0
        self.look(is_before=True)
        self.thread = threading.Thread(target=self.watch)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        self.look()
        server = cpu_seconds(self.server_pid) - self.server_before if self.server_pid else 0.0
        self.seconds = server + sum(used - self.first[pid] for pid, used in self.last.items())
        self.connection.close()

    def watch(self) -> None:
        while not self.ended.wait(0.05):
            self.look()

    def look(self, *, is_before: bool = False) -> None:
        for (pid,) in self.connection.execute(BACKENDS, [self.name]):
            used = cpu_seconds(pid)
            self.first.setdefault(pid, used if is_before else 0.0)
            self.last[pid] = max(used, self.last.get(pid, 0.0))


def run_wrk(
    server: Server,
    url: str,
    paths: list[str],
    seconds: int,
    encoding: str = "",
    clients: int = CLIENTS,
    cookie: str = "",
) -> Sample:
    """`paths` in turn, after a tab the If-None-Match of each; `encoding`: what is accepted; `cookie`: whose the requests are.
    Stops where a request fails."""
    listed = FILES / "paths.txt"
    listed.write_text("\n".join(paths) + "\n")
    options = [f"-t{min(2, clients)}", f"-c{clients}", f"-d{seconds}s", "--timeout", "30s", "-s", str(SCRIPT)]
    command = ["wrk", *options, server.url(), "--", str(listed), encoding, cookie]
    with CpuMeter(url, server.pid) as meter:
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures = re.search(r"figures (\S+) (\S+) (\S+) (\S+) (\S+)", done.stdout)
    if figures is None or int(figures[2]) or not int(figures[1]):
        raise SystemExit(f"requests failed:\n{done.stdout}{done.stderr}")
    requests, took = int(figures[1]), float(figures[3])
    return Sample(requests / took, meter.seconds / requests * 1000, float(figures[4]), float(figures[5]))


def run_pgbench(url: str, script: str, seconds: int, clients: int = CLIENTS) -> Sample:
    """A pgbench script with prepared statements."""
    file = FILES / "limit.sql"
    file.write_text(script)
    command = [
        "pgbench",
        "-n",
        "-M",
        "prepared",
        f"-c{clients}",
        f"-j{min(2, clients)}",
        f"-T{seconds}",
        f"-f{file}",
        libpq_url(url),
    ]
    environment = {**os.environ, "PGOPTIONS": SESSION}
    with CpuMeter(url, None) as meter:
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    transactions = int(re.search(r"actually processed: (\d+)", done.stdout)[1])  # type: ignore[index]
    latency = float(re.search(r"latency average = (\S+) ms", done.stdout)[1])  # type: ignore[index]
    per_second = float(re.search(r"tps = (\S+)", done.stdout)[1])  # type: ignore[index]
    return Sample(per_second, meter.seconds / transactions * 1000, latency)


def per_second(samples: Mapping[str, list[Sample]]) -> dict[str, Result]:
    return {name: Result(name, [sample.per_second for sample in found], "/s") for name, found in samples.items()}


def per_cpu_second(samples: Mapping[str, list[Sample]]) -> dict[str, Result]:
    return {name: Result(name, [1000 / sample.cpu_ms for sample in found], "/CPU s") for name, found in samples.items()}


def alternate(jobs: Mapping[str, Callable[[], Sample]], runs: int) -> dict[str, list[Sample]]:
    """Each job once, uncounted, to warm up; then all in turn, `runs` times."""
    samples: dict[str, list[Sample]] = {name: [] for name in jobs}
    for run in range(runs + 1):
        for name, job in jobs.items():
            sample = job()
            samples[name] += [sample] if run else []
    return samples
