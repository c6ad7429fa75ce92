"""Tiles of zoom 14 with about 1,750 spans each: not cached, asked again, and on a network twenty times larger.

    script/bench tiles [--runs 3] [--seconds 4] [--large 1200000]     (0 leaves the large network out)

Eight clients. A tile that is not cached counts in CPU seconds: of gunicorn and its workers, of Postgres' backends, of nginx;
clients do not count. What is asked again counts in requests a second too, with the client on the same machine.

The limit is pgbench with one prepared statement that makes the same tile out of layers_span, as one would without any
preparation: GeoJSON by ST_AsGeoJSON for each row, MVT by ST_AsMVTGeom and ST_Transform for each row, with the same
properties. The rows of both answers are compared before the clock runs. What pgbench gets out of the portal's own statement,
over rows prepared at publication, stands beside it: the rest is the price of the web server.
"""

import argparse
import json
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import mapbox_vector_tile
import psycopg

from tests.bench.support import statements
from tests.bench.support.database import libpq_url, use_network
from tests.bench.support.load import Sample, alternate, per_cpu_second, per_second, run_pgbench, run_wrk
from tests.bench.support.own_statement import own_tile_statement
from tests.bench.support.programs import Server, empty_folder, gunicorn, nginx_files, nginx_shipped
from tests.bench.support.table import Result, at_least, at_most, print_results

ZOOM, ROW, COLUMNS = 14, 10176, range(4866, 4881)  # wholly inside the comb network of either size
FORMS = {"geojson": statements.GEOJSON_TILE, "mvt": statements.MVT_TILE}
TARGETS = {"geojson": 1.2, "mvt": 0.95}
SMALL = 60_000
SLOW = 4  # what takes a quarter of a second and more runs longer, or the last requests, cut off, would weigh


def main() -> None:
    arguments = parse()
    url = use_network(SMALL)
    for form in FORMS:
        print_results(f"{form} tile, not cached", not_cached(url, form, arguments))
    for form in FORMS:
        samples = asked_again(url, form, arguments)
        print_results(f"{form} tile, asked again", beside_nginx(per_second(samples)))
        print_results(f"{form} tile, asked again: CPU", beside_nginx(per_cpu_second(samples)))
    if arguments.large:
        print_results("latency, one client", latencies(url, use_network(arguments.large), arguments))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--large", type=int, default=1_200_000, help="spans of the larger network; 0 leaves it out")
    return parser.parse_args()


def tile_paths(form: str) -> list[str]:
    head = f"/api/collections/vanos/tiles/WebMercatorQuad/{ZOOM}/{ROW}"
    return [f"{head}/{x}?f={form}&publication=1" for x in COLUMNS]


def fetch(server: Server, path: str, **headers: str) -> bytes:
    with urllib.request.urlopen(asked(server, path, **headers)) as answer:
        return answer.read()


def asked(server: Server, path: str, **headers: str) -> urllib.request.Request:
    return urllib.request.Request(server.url(path), headers=headers)


def not_cached(url: str, form: str, arguments: argparse.Namespace) -> list[Result]:
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn(url, TILE_CACHE_MB="0"))
        naive = stack.enter_context(gunicorn(url, DJANGO_SETTINGS_MODULE="tests.bench.support.rival_settings"))
        files = stack.enter_context(nginx_files(tile_files(ours, form)))
        check_same_spans(url, form, ours)
        jobs = {
            "pgbench, plain SQL (limit)": lambda: run_pgbench(url, pgbench_script(FORMS[form]), arguments.seconds),
            "pgbench, our statement": lambda: run_pgbench(
                url, pgbench_script(own_tile_statement(form)), arguments.seconds
            ),
            "ours": lambda: run_wrk(ours, url, tile_paths(form), arguments.seconds),
            "ours, gzip": lambda: run_wrk(ours, url, tile_paths(form), arguments.seconds, "gzip"),
            "nginx, a file": lambda: run_wrk(files, url, file_paths(), arguments.seconds),
        }
        if form == "geojson":
            drf_paths = [f"/drf/tiles/{ZOOM}/{ROW}/{x}" for x in COLUMNS]
            jobs["naive DRF-gis serializer"] = lambda: run_wrk(naive, url, drf_paths, SLOW * arguments.seconds)
        results = per_cpu_second(alternate(jobs, arguments.runs))
    limit = results["pgbench, plain SQL (limit)"]
    if results["ours"].figure > results["pgbench, our statement"].figure:
        raise SystemExit("the portal's tiles came out of a cache")
    for result in results.values():
        result.ratio = None if result is limit else result.figure / limit.figure
    at_least(results["ours"], limit, TARGETS[form])
    return list(results.values())


def pgbench_script(statement: str) -> str:
    given = statement.format(publication=1, z=ZOOM, y=ROW, x=":x")
    return f"\\set x random({COLUMNS[0]}, {COLUMNS[-1]})\n{' '.join(given.split())};\n"


def check_same_spans(url: str, form: str, ours: Server) -> None:
    """The limit's tile holds what ours holds."""
    statement = FORMS[form].format(publication=1, z=ZOOM, y=ROW, x=COLUMNS[0])
    with psycopg.connect(libpq_url(url)) as connection:
        ((limit,),) = connection.execute(statement)
    if contents(form, limit) != contents(form, fetch(ours, tile_paths(form)[0])):
        raise SystemExit(f"the limit's {form} tile is not the portal's")


def contents(form: str, body: str | bytes) -> list[str]:
    """Features in a fixed order; of an MVT their properties alone, since rounding may move a point by one unit of its grid."""
    if form == "geojson":
        features = json.loads(body)["features"]
    else:
        features = [feature["properties"] for feature in mapbox_vector_tile.decode(body)["vanos"]["features"]]
    return sorted(json.dumps(feature, sort_keys=True) for feature in features)


def tile_files(ours: Server, form: str, **headers: str) -> Path:
    """The tiles' bytes as files, for nginx."""
    folder = empty_folder(f"files_{form}_{len(headers)}")
    for name, path in zip(file_paths(), tile_paths(form), strict=True):
        (folder / name[1:]).write_bytes(fetch(ours, path, **headers))
    return folder


def file_paths() -> list[str]:
    return [f"/{x}" for x in COLUMNS]


def asked_again(url: str, form: str, arguments: argparse.Namespace) -> dict[str, list[Sample]]:
    """Compressed, as browsers ask for it; nginx sends those same bytes from a file."""
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn(url))
        shipped = stack.enter_context(nginx_shipped(ours))
        files = stack.enter_context(nginx_files(tile_files(ours, form, **{"Accept-Encoding": "gzip"})))
        paths = tile_paths(form)
        tagged = [f"{path}\t{tag_of(ours, path)}" for path in paths]
        jobs = {
            "nginx, a file (limit)": lambda: run_wrk(files, url, file_paths(), arguments.seconds),
            "ours, 304": lambda: run_wrk(ours, url, tagged, arguments.seconds, "gzip"),
            "ours, stored bytes": lambda: run_wrk(ours, url, paths, arguments.seconds, "gzip"),
            "through the nginx of docker-compose.yml": lambda: run_wrk(shipped, url, paths, arguments.seconds, "gzip"),
        }
        return alternate(jobs, arguments.runs)


def beside_nginx(results: dict[str, Result]) -> list[Result]:
    limit, *others = results.values()
    for result, target in zip(others, (0.1, 0.1, 0.9), strict=True):
        at_least(result, limit, target)
    return [limit, *others]


def tag_of(server: Server, path: str) -> str:
    with urllib.request.urlopen(asked(server, path, **{"Accept-Encoding": "gzip"})) as answer:
        return answer.headers["ETag"]


def latencies(small_url: str, large_url: str, arguments: argparse.Namespace) -> list[Result]:
    """The same tiles stand in both networks: the small one is the large one's north."""
    results = []
    with gunicorn(small_url, TILE_CACHE_MB="0") as small, gunicorn(large_url, TILE_CACHE_MB="0") as large:
        for form in FORMS:
            found: dict[str, list[float]] = {"small": [], "large": []}
            for run in range(arguments.runs + 1):
                for name, server, url in (("small", small, small_url), ("large", large, large_url)):
                    sample = run_wrk(server, url, tile_paths(form), arguments.seconds, clients=1)
                    found[name] += [sample.p50_ms] if run else []
            first = Result(f"{form}, {SMALL:,} spans", found["small"], "ms")
            results += [first, at_most(Result(f"{form}, {arguments.large:,} spans", found["large"], "ms"), first, 1.1)]
    return results


if __name__ == "__main__":
    main()
