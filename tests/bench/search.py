"""The search box: milliseconds on the server for the questions people ask first, and for the costly ones.

script/bench search [--spans 60000] [--runs 20] [--large 1200000]
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import quantiles

from tests.bench.support.database import use_network
from tests.bench.support.table import Result, print_results

LIMIT_MS = 50
#: The questions of tests/layers/api/test_search.py as this network can answer them, and beginnings of them as they are typed.
QUESTIONS = {
    "identifier": "{span}",
    "identifier in small letters": "{small_span}",
    "its kind and its identifier": "vano {span}",
    "plate": "{plate}",
    "its kind and its plate": "Poste {plate}",
    "plate, said so": "placa {plate}",
    "transformer": "{transformer}",
    "spaces around": "  {transformer} ",
    "name": "alimentador",
    "beginning of a name": "transf",
    "word that all transformers have": "kva",
    "words in another order": "kva transf.mon.10",
    "typing error": "pilmaiqen",
    "its kind and a typing error": "alimentador la unoin",
    "comuna": "río bueno",
    "comuna without accents": "RIO BUENO",
    "comuna with a typing error": "rio buneo",
    "comuna's code": "14204",
    "VNR code": "SA1AS2920010",
    "conductor": "3 awg",
    "conductor with a typing error": "alanbre",
    "town": "las gaviotas",
    "coordinates": "-40,333 -72,953",
    "UTM": "673711 5533053",
    "nothing": "zzzz qqqq",
    "a wildcard": "%",
    **{f"typed so far: {text}": text for text in ("1", "9", "12", "123", "v", "p", "la", "tra", "alim", "rio")},
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
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--large", type=int, default=0, help="a second size, such as 1200000")
    return parser.parse_args()


def measured(runs: int) -> list[Result]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")
    import django

    django.setup()
    from layers.models import Pole, Publication, Span, Transformer
    from layers.search import search

    publication = Publication.objects.current()
    span = Span.objects.filter(publication=publication).order_by("id")[0].id
    known = {
        "span": span,
        "small_span": span.lower(),
        "transformer": Transformer.objects.filter(publication=publication).order_by("id")[0].id,
        "plate": Pole.objects.filter(publication=publication, plate__isnull=False).order_by("id")[0].plate,
    }
    results = []
    for name, question in QUESTIONS.items():
        ask = partial(search, question.format(**known), publication)
        times = [milliseconds(ask) for _ in range(runs + 1)]
        # The first asks Postgres for a plan and the disk for pages.
        figures = times[1:]
        results.append(
            Result(name, figures, "ms", target=f"p95 ≤ {LIMIT_MS} ms", met=nineteen_of_twenty(figures) <= LIMIT_MS)
        )
    return results


def nineteen_of_twenty(figures: list[float]) -> float:
    """The 95th percentile: what nineteen of twenty questions do not exceed."""
    return quantiles(figures, n=20, method="inclusive")[-1]


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
