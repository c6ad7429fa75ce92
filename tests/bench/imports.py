"""A validated import beside COPY of the same rows and ogr2ogr; rows per second, and memory at two sizes.

script/bench imports [--spans 60000] [--runs 3] [--large 600000]
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from tests.bench.support.database import FILES, ROOT, comb_file, libpq_url, use_database
from tests.bench.support.table import Result, at_least, at_most, print_results

LAYERS = ("postes", "vanos", "transformadores")
GPKG_HEADER_BYTES = 8


def main() -> None:
    arguments = parse()
    url = use_database("portal_bench_imports")
    path = comb_file(arguments.spans)
    text_files = {layer: copy_text(path, layer) for layer in LAYERS}
    rows = sum(count for _, count, _ in text_files.values())
    copies, ogr, ours = [], [], []
    for _ in range(arguments.runs):
        copies.append(rows / copy_rows(url, text_files))
        if shutil.which("ogr2ogr"):
            ogr.append(rows / run_ogr2ogr(url, path))
        ours.append(import_once(path))
    report(rows, copies, ogr, ours, memory_results(arguments, ours))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spans", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument(
        "--large", type=int, default=600_000, help="a second size, to see whether memory grows; 0 leaves it out"
    )
    return parser.parse_args()


def copy_text(path: Path, layer: str) -> tuple[Path, int, str]:
    """A layer's rows as COPY text, its row count and its columns: prepared beforehand, since only COPY is timed."""
    target = FILES / f"{path.stem}_{layer}.copy"
    database = sqlite3.connect(path)
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({layer})")][2:]
    count = 0
    with target.open("w", encoding="utf-8") as file:
        for _, blob, *values in database.execute(f"SELECT * FROM {layer}"):
            file.write("\t".join([blob[GPKG_HEADER_BYTES:].hex(), *map(str, values)]) + "\n")
            count += 1
    return target, count, ", ".join(columns)


def copy_rows(url: str, files: dict[str, tuple[Path, int, str]]) -> float:
    """Seconds to COPY the rows into tables with a primary key and a GiST index."""
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        for layer, (_, _, columns) in files.items():
            connection.execute(f"DROP TABLE IF EXISTS limit_{layer}")
            kinds = {name: "float8" if name.endswith(("_m", "_kva")) else "text" for name in columns.split(", ")}
            described = ", ".join(f"{name} {kind}" for name, kind in kinds.items())
            connection.execute(f"CREATE TABLE limit_{layer} (geom geometry, {described}, PRIMARY KEY (id))")
            connection.execute(f"CREATE INDEX ON limit_{layer} USING gist (geom)")
        started = time.perf_counter()
        for layer, (file, _, _) in files.items():
            with connection.cursor().copy(f"COPY limit_{layer} FROM STDIN") as copy, file.open("rb") as source:
                while block := source.read(1 << 20):
                    copy.write(block)
        return time.perf_counter() - started


def run_ogr2ogr(url: str, path: Path) -> float:
    options = ["-overwrite", "--config", "PG_USE_COPY", "YES"]
    command = ["ogr2ogr", "-f", "PostgreSQL", f"PG:{libpq_url(url)}", str(path), *LAYERS, *options]
    started = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def import_once(path: Path) -> dict:
    """Seconds of each part, rows, and the peak memory (MiB) of the importing process."""
    report = FILES / "report.json"
    command = [
        sys.executable,
        "manage.py",
        "import_network",
        str(path),
        "--mapping",
        "canonical",
        "--report",
        str(report),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("the import failed; run it by hand to see why")
    found = json.loads(report.read_text(encoding="utf-8"))
    return {**found["seconds"], "rows": sum(row["read"] for row in found["rows"]), "memory_mib": usage.ru_maxrss / 1024}


def memory_results(arguments: argparse.Namespace, ours: list[dict]) -> list[Result]:
    small = Result(f"memory, {arguments.spans:,} spans", [run["memory_mib"] for run in ours], "MiB")
    if not arguments.large:
        return [small]
    large = Result(f"memory, {arguments.large:,} spans", [import_once(comb_file(arguments.large))["memory_mib"]], "MiB")
    return [small, at_most(large, small, 1.5)]


def report(rows: int, copies: list[float], ogr: list[float], ours: list[dict], memory: list[Result]) -> None:
    limit = Result("COPY with primary key and GiST (limit)", copies, "rows/s")
    staged_s = Result("", [run["read"] + run["map"] + run["check"] for run in ours], "s")
    speeds = [run["rows"] / seconds for run, seconds in zip(ours, staged_s.values, strict=True)]
    staged = Result("ours: file → staged and checked", speeds, "rows/s")
    whole = Result("ours: whole, with derived columns and indexes", [sum(run[p] for p in PARTS) for run in ours], "s")
    results = [
        limit,
        *([Result("ogr2ogr with COPY, unchecked", ogr, "rows/s")] if ogr else []),
        at_least(staged, limit, 0.55),
    ]
    results += [Result(f"  {part}", [run[part] for run in ours], "s") for part in PARTS]
    print_results(f"import of {rows:,} rows", [*results, at_most(whole, staged_s, 3), *memory])


PARTS = ("read", "map", "check", "trace", "publish")

if __name__ == "__main__":
    main()
