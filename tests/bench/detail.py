"""One feature by its id as JSON: the portal, pgbench, a bare WSGI application, Django with a prepared statement, DRF.

    script/bench detail [--runs 3] [--seconds 4]

Eight clients ask for 2,000 spans in turn. The target is a Django view that passes on the text of one prepared statement,
with the middleware that startproject writes; beside it the same view without any. Their statement is pgbench's too.
The portal's answer holds more: links, and the reference value of the asset. The second table is the same in CPU seconds:
of gunicorn, its workers and Postgres' backends.
"""

import argparse
import json
import urllib.request
from contextlib import ExitStack

from tests.bench.support.database import use_network
from tests.bench.support.load import Sample, alternate, per_cpu_second, per_second, run_pgbench, run_wrk
from tests.bench.support.programs import Server, gunicorn
from tests.bench.support.statements import ITEM
from tests.bench.support.table import Result, at_least, print_results

SPANS = 60_000
ASKED = 2000
RIVALS = {"DJANGO_SETTINGS_MODULE": "tests.bench.support.rival_settings"}
TARGET = "Django, one prepared statement"


def main() -> None:
    arguments = parse()
    samples = measure(use_network(SPANS), arguments)
    print_results("one feature by id, 8 clients", beside_target(per_second(samples)))
    print_results("one feature by id, CPU", beside_target(per_cpu_second(samples)))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    return parser.parse_args()


def measure(url: str, arguments: argparse.Namespace) -> dict[str, list[Sample]]:
    with ExitStack() as stack:
        ours = stack.enter_context(gunicorn(url))
        bare_wsgi = stack.enter_context(gunicorn(url, "tests.bench.support.bare_wsgi"))
        lean = stack.enter_context(gunicorn(url, RIVAL_MIDDLEWARE="none", **RIVALS))
        usual = stack.enter_context(gunicorn(url, **RIVALS))
        check_same_span(ours, lean)

        def load(server: Server, path: str) -> Sample:
            return run_wrk(server, url, [path.format(f"0-{n}") for n in range(ASKED)], arguments.seconds)

        jobs = {
            "pgbench": lambda: run_pgbench(url, pgbench_script(), arguments.seconds),
            "bare WSGI application": lambda: load(bare_wsgi, "/{}"),
            TARGET: lambda: load(usual, "/raw/items/{}"),
            "ours": lambda: load(ours, "/api/collections/vanos/items/{}"),
            "  the same without any middleware": lambda: load(lean, "/raw/items/{}"),
            "naive DRF-gis view": lambda: load(usual, "/drf/items/{}"),
        }
        return alternate(jobs, arguments.runs)


def beside_target(results: dict[str, Result]) -> list[Result]:
    for result in results.values():
        result.ratio = result.figure / results[TARGET].figure
    at_least(results["ours"], results[TARGET], 1)
    return list(results.values())


def pgbench_script() -> str:
    statement = ITEM.format(id="'0-' || :n")
    return f"\\set n random(0, {ASKED - 1})\n{' '.join(statement.split())};\n"


def check_same_span(ours: Server, rival: Server) -> None:
    first, second = fetch(ours, "/api/collections/vanos/items/0-7"), fetch(rival, "/raw/items/0-7")
    shared = {name: first["properties"][name] for name in second["properties"]}
    if (first["geometry"], shared) != (second["geometry"], second["properties"]):
        raise SystemExit("the rival's span is not the portal's")


def fetch(server: Server, path: str) -> dict:
    with urllib.request.urlopen(server.url(path)) as answer:
        return json.loads(answer.read())


if __name__ == "__main__":
    main()
