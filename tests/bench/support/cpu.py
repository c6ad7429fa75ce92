"""CPU seconds of whole programs, server and database alike: wall time of two busy cores hides half."""

import os
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def stat_fields(pid: int) -> list[str]:
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    return text[text.rindex(")") + 2 :].split()


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int(stat_fields(int(entry.name))[1]) == pid:
                    found.append(int(entry.name))
            except (FileNotFoundError, ProcessLookupError):
                continue
    return found


def cpu_seconds(pid: int) -> float:
    """Of a process, its living children and those it has already buried."""
    try:
        user, system, dead_user, dead_system = map(int, stat_fields(pid)[11:15])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (user + system + dead_user + dead_system) / TICKS + sum(cpu_seconds(child) for child in children(pid))


def postmaster_pid(connection) -> int:
    """The server behind a psycopg connection on this machine: the parent of its backend."""
    return int(stat_fields(connection.info.backend_pid)[1])
