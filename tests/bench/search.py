"""The search box: milliseconds on the server for the questions people ask first, and for the costly ones.

script/bench search [--spans 60000] [--runs 5] [--large 1200000]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from tests.bench.support.database import use_network
from tests.bench.support.table import Result, print_results

LIMIT_MS = 50
QUESTIONS = {
    "identifier": "{span}",
    "beginning of a number": "1",
    "plate": "{plate}",
    "name": "alimentador",
    "typing error": "pilmaiqen",
    "word that all transformers have": "kva",
    "comuna": "rio bueno",
    "VNR code": "SA1AS2920010",
    "coordinates": "-40,333 -72,953",
    "UTM": "673711 5533053",
    "nothing": "zzzz qqqq",
}


def main() -> None:
    arguments = parse()
    for spans in filter(None, (arguments.spans, arguments.large)):
        use_network(spans)
        print_results(f"search in {spans:,} spans", measured(arguments.runs))
        if arguments.large and spans != arguments.large:
            # Django's settings are read once: the other database needs a process of its own.
            command = ["-m", "tests.bench.search", "--spans", str(arguments.large), "--runs", str(arguments.runs)]
            os.execv(sys.executable, [sys.executable, *command])


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--spans", type=int, default=60_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=0, help="a second size, such as 1200000")
    return parser.parse_args()


def measured(runs: int) -> list[Result]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    from layers.models import Pole, Publication, Span
    from layers.search import search

    publication = Publication.objects.current()
    known = {
        "span": Span.objects.filter(publication=publication).order_by("id")[0].id,
        "plate": Pole.objects.filter(publication=publication, plate__isnull=False).order_by("id")[0].plate,
    }
    results = []
    for name, question in QUESTIONS.items():
        ask = partial(search, question.format(**known), publication)
        times = [milliseconds(ask) for _ in range(runs + 1)]
        # The first asks Postgres for a plan and the disk for pages.
        figures = times[1:]
        results.append(Result(name, figures, "ms", target=f"≤ {LIMIT_MS} ms", met=median(figures) <= LIMIT_MS))
    return results


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
