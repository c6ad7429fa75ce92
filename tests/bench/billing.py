"""A delivery of customers' data beside COPY of its files: seconds of each part, and memory of the importing process.

script/bench billing [--services 5000] [--months 36]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tests.bench.support.billing import write_billing
from tests.bench.support.database import FILES, ROOT, libpq_url, use_database
from tests.bench.support.table import Result, at_most, print_results

PARTS = ("read", "check", "merge")
MEMORY_LIMIT_MIB = 300


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--services", type=int, default=5_000)
    parser.add_argument("--months", type=int, default=36)
    arguments = parser.parse_args()
    url = use_database("portal_bench_billing")
    folder = FILES / f"billing_{arguments.services}_{arguments.months}"
    rows = write_billing(folder, arguments.services, arguments.months)
    empty(url)
    try:
        report(rows, copy_files(url, folder), import_once(folder))
    finally:
        shutil.rmtree(folder)
        empty(url)


def empty(url: str) -> None:
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        connection.execute("TRUNCATE customers_customer, customers_delivery CASCADE")


def copy_files(url: str, folder: Path) -> float:
    """Seconds of COPY into tables of text, without an index: the least that any import takes."""
    seconds = 0.0
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        for path in folder.glob("*.csv"):
            names = path.open(encoding="utf-8").readline().strip().split(";")
            table = f"limit_{path.stem}"
            connection.execute(f"CREATE TEMP TABLE {table} ({', '.join(f'{name} text' for name in names)})")
            started = time.perf_counter()
            options = "(FORMAT csv, HEADER, DELIMITER ';')"
            with connection.cursor().copy(f"COPY {table} FROM STDIN {options}") as copy, path.open("rb") as file:
                while block := file.read(1 << 20):
                    copy.write(block)
            seconds += time.perf_counter() - started
    return seconds


def import_once(folder: Path) -> dict:
    """Seconds of each part and the peak memory (MiB) of the importing process."""
    path = FILES / "billing_report.json"
    command = [sys.executable, "manage.py", "import_customers", str(folder), "--report", str(path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the import failed; run it by hand to see why")
    return {**json.loads(path.read_text(encoding="utf-8"))["seconds"], "memory_mib": usage.ru_maxrss / 1024}


def report(rows: int, copied: float, ours: dict) -> None:
    whole = sum(ours[part] for part in PARTS)
    memory = Result("memory of the process", [ours["memory_mib"]], "MiB")
    memory.target, memory.met = f"≤ {MEMORY_LIMIT_MIB} MiB", memory.figure <= MEMORY_LIMIT_MIB
    limit = Result("COPY into text, unchecked, without an index (limit)", [copied], "s")
    ours_s = Result(f"ours, {rows / whole:,.0f} rows/s", [whole], "s")
    parts = [Result(f"  {part}", [ours[part]], "s") for part in PARTS]
    print_results(f"customers' data, {rows:,} rows", [limit, at_most(ours_s, limit, 60), *parts, memory])


if __name__ == "__main__":
    main()
