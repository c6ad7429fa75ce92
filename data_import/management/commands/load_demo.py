import tempfile
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console

from data_import.customers import report as people_report
from data_import.demo import write_demo
from data_import.demo.people import household
from data_import.report import print_report
from data_import.services import ImportBusyError, import_network
from layers.models import Publication

DEMO_CUTOFF = date(2020, 11, 30)


def positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise ArgumentTypeError(f"«{text}» no es un número entero mayor que cero")
    return int(text)


class Command(BaseCommand):
    help = "Carga la demostración, ficticia y siempre igual: la red y sus clientes, por el mismo camino que cualquier entrega."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", type=positive, default=1, metavar="N", help="multiplica alimentadores y área")
        parser.add_argument("--if-empty", action="store_true", help="solo lo que aún no está")
        parser.add_argument("--sign-ins", action="store_true", help="solo muestra las cuentas de demostración")
        parser.add_argument(
            "--remove-people", action="store_true", help="solo quita las cuentas y clientes de demostración"
        )

    def handle(self, *args, scale: int, if_empty: bool, sign_ins: bool, remove_people: bool, **options) -> None:
        if sign_ins:
            self.stdout.write("\n".join(household.sign_ins()))
            return
        if remove_people:
            self.stdout.write(f"Se quitaron {household.remove_people()} servicios de demostración.")
            return
        if not (if_empty and Publication.objects.exists()):
            self.load_network(scale)
        if not if_empty or household.are_missing():
            self.load_people()

    def load_network(self, scale: int) -> None:
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

    def load_people(self) -> None:
        try:
            report = household.load_people()
        except ImportBusyError as error:
            raise CommandError(str(error)) from None
        if report.is_refused or report.set_aside:
            people_report.print_report(report, Console(file=cast(TextIO, self.stdout)), dry_run=False)
            raise SystemExit(1)
        self.stdout.write(people_report.verdict(report, dry_run=False))
