"""The whole network as KMZ beside ogr2ogr and zip, and as CSV beside \\copy; features per second, and memory.

    script/bench exports [--spans 60000] [--runs 3]

The same layers with the same columns. CPU seconds are those of all processes, Postgres' backends included.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from psycopg import sql

from tests.bench.support.database import FILES, ROOT, libpq_url, use_network
from tests.bench.support.load import SESSION, CpuMeter
from tests.bench.support.table import Result, at_least, print_results

LARGEST_GROWTH_MIB = 40
RIVAL_ENVIRONMENT = {**os.environ, "PGOPTIONS": SESSION}
OGR = "ogr2ogr -f KML, zip"


@dataclass
class Run:
    """What one run of a program cost."""

    seconds: float
    cpu_seconds: float
    report: dict


def main() -> None:
    arguments = parse()
    url = use_network(arguments.spans)
    with psycopg.connect(libpq_url(url), autocommit=True) as connection:
        layers, features = make_views(connection)
    jobs: dict[str, Callable[[], dict]] = {
        "ours: KMZ": lambda: export(".kmz"),
        OGR: lambda: ogr2ogr(url, layers),
        "ours: CSV": lambda: export(".csv"),
        "\\copy": lambda: copy(url, layers),
        "ours: CSV in a ZIP, all tables": lambda: export(".zip"),
        "ours: GeoPackage, all tables": lambda: export(".gpkg"),
    }
    if not shutil.which("ogr2ogr"):
        print("ogr2ogr is not installed: left out")
        del jobs[OGR]
    runs: dict[str, list[Run]] = {name: [] for name in jobs}
    for _ in range(arguments.runs):
        for name, job in jobs.items():
            runs[name].append(measured(url, job))
    report(features, runs)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spans", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def make_views(connection: psycopg.Connection) -> tuple[list[str], int]:
    """For each layer a view with what its CSV holds, and one with what its KML holds; the layers, and how many features."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    django.setup()
    from layers.exports.tables import layer_tables

    features = 0
    for table in layer_tables():
        columns = {each.name: each.value for each in table.columns}
        make_view(connection, f"bench_kml_{table.id}", table, {**columns, "geom": sql.SQL("t.geom")})
        features += make_view(connection, f"bench_csv_{table.id}", table, {**columns, **places(table), **stamp()})
    return [str(table.id) for table in layer_tables()], features


def places(table) -> dict[str, sql.Composable]:
    from layers.exports.csv import LAT, LON, WKT

    return {"lon": LON, "lat": LAT} if table.geometry == "Point" else {"wkt": WKT}


def stamp() -> dict[str, sql.Composable]:
    return {"publication": sql.SQL("p.number"), "data_as_of": sql.SQL("p.cutoff_on")}


def make_view(connection: psycopg.Connection, name: str, table, columns: dict[str, sql.Composable]) -> int:
    """A plain query of the current publication; returns how many rows it has."""
    from layers.exports.selection import Selection, select
    from layers.models import Publication

    values = [sql.SQL("{} AS {}").format(value, sql.Identifier(column)) for column, value in columns.items()]
    query = select(table, Selection(), Publication.objects.current().number, sql.SQL(", ").join(values))
    view = sql.Identifier(name)
    connection.execute(sql.SQL("DROP VIEW IF EXISTS {}").format(view))
    connection.execute(sql.SQL("CREATE VIEW {} AS {}").format(view, query))
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(view)).fetchone()
    return row[0] if row else 0


def measured(url: str, job: Callable[[], dict]) -> Run:
    """Wall and CPU time: what the job reports of itself, else what its processes took; and Postgres' part."""
    before, started = os.times(), time.perf_counter()
    with CpuMeter(url, None) as meter:
        found = job()
    after, seconds = os.times(), time.perf_counter() - started
    children = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(found.get("seconds", seconds), found.get("cpu_seconds", children) + meter.seconds, found)


def export(suffix: str) -> dict:
    command = [sys.executable, "-m", "tests.bench.support.export_once", suffix, str(FILES / f"export{suffix}")]
    environment = {**os.environ, "KEEP_CONNECTIONS": "true"}
    output = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=environment).stdout
    return json.loads(output)


def ogr2ogr(url: str, layers: list[str]) -> dict:
    kml, kmz = FILES / "export_ogr.kml", FILES / "export_ogr.kmz"
    for path in (kml, kmz):
        path.unlink(missing_ok=True)
    views = [f"bench_kml_{layer}" for layer in layers]
    command = ["ogr2ogr", "-f", "KML", str(kml), f"PG:{libpq_url(url)}", *views]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=RIVAL_ENVIRONMENT)
    subprocess.run(["zip", "-q", "-j", str(kmz), str(kml)], check=True)
    return {}


def copy(url: str, layers: list[str]) -> dict:
    commands = [
        f"\\copy (SELECT * FROM bench_csv_{layer}) TO '{FILES / f'copy_{layer}.csv'}' WITH (FORMAT csv, HEADER)"
        for layer in layers
    ]
    options = [option for command in commands for option in ("-c", command)]
    command = ["psql", "-q", libpq_url(url), *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=RIVAL_ENVIRONMENT)
    return {}


def report(features: int, runs: dict[str, list[Run]]) -> None:
    wall = {name: Result(name, [features / run.seconds for run in found], "/s") for name, found in runs.items()}
    cpu = {name: Result(name, [features / run.cpu_seconds for run in found], "/CPU s") for name, found in runs.items()}
    for results in (wall, cpu):
        if OGR in results:
            at_least(results["ours: KMZ"], results[OGR], 2)
        at_least(results["ours: CSV"], results["\\copy"], 0.5)
    print_results(f"whole network, {features:,} features", list(wall.values()))
    print_results("the same, per CPU second of all processes", list(cpu.values()))
    print_results(
        "memory above the idle process", [growth(name, found) for name, found in runs.items() if "ours" in name]
    )


def growth(name: str, found: list[Run]) -> Result:
    values = [run.report["peak_mib"] - run.report["idle_mib"] for run in found]
    result = Result(name, values, "MiB", target=f"≤ {LARGEST_GROWTH_MIB}")
    result.met = result.figure <= LARGEST_GROWTH_MIB
    return result


if __name__ == "__main__":
    main()
