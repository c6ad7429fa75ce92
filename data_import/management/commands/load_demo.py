import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from data_import.demo import write_demo
from data_import.report import print_report
from data_import.services import ImportBusyError, import_network
from layers.models import Publication

DEMO_CUTOFF = date(2020, 11, 30)


def positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"«{text}» no es un número entero mayor que cero")
    return int(text)


class Command(BaseCommand):
    help = "Carga la red de demostración, ficticia y siempre igual, por el mismo camino que cualquier entrega."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=positive, default=1, metavar="N", help="multiplica alimentadores y área")
        parser.add_argument("--if-empty", action="store_true", help="solo si aún no hay ninguna publicación")

    def handle(self, *args, scale: int, if_empty: bool, **options) -> None:
        if if_empty and Publication.objects.exists():
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "demo.gpkg"
            write_demo(path, scale)
            try:
                report = import_network(path, "canonical", cutoff=DEMO_CUTOFF, is_demo=True)
            except ImportBusyError as error:
                raise CommandError(str(error)) from None
        print_report(report, Console(file=cast(TextIO, self.stdout)), dry_run=False)
        if report.is_refused:
            raise SystemExit(1)
