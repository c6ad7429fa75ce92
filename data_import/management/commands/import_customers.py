import json
import os
import stat
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, NoReturn, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from rich.console import Console

from data_import.customers.report import Report, print_report
from data_import.customers.services import import_customers
from data_import.customers.template import write_template
from data_import.management.commands.import_network import (
    REFUSED,
    TAKEN,
    UNREADABLE,
    forgive_letters,
    require_writable,
)
from data_import.report import KEPT_FINDINGS
from data_import.services import ImportBusyError
from layers.sources import SourceError


class Command(BaseCommand):
    help = (
        "Carga una entrega de datos de clientes: tablas CSV y la carpeta documentos. "
        "Sale con 0 si se tomó, 1 si se rechazó (nada cambia), 2 si no se pudo leer."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="carpeta de la entrega")
        parser.add_argument("--dry-run", action="store_true", help="hace todo, salvo guardar")
        parser.add_argument("--report", type=Path, metavar="FILE", help="escribe el informe completo en JSON")
        parser.add_argument(
            "--template",
            type=Path,
            metavar="DIR",
            help="escribe una entrega de ejemplo en una carpeta nueva, y nada más",
        )

    def handle(
        self, *args, folder: Path | None, report: Path | None, dry_run: bool, template: Path | None, **options
    ) -> None:
        forgive_letters()
        if template:
            self.write_template(template)
            return
        if folder is None:
            raise CommandError("Falta la carpeta de la entrega.")
        found = self.attempt(folder, report, dry_run)
        if report:
            self.write(report, found.as_json())
        print_report(found, Console(file=cast(TextIO, self.stdout)), dry_run=dry_run)
        raise SystemExit(REFUSED if found.is_refused else TAKEN)

    def write_template(self, folder: Path) -> None:
        try:
            write_template(folder)
        except OSError as error:
            raise CommandError(f"No se pudo escribir en {folder}: {error.strerror}.") from None
        self.stdout.write(f"Quedó una entrega de ejemplo en {folder}: lea LEAME.txt.")

    def attempt(self, folder: Path, report: Path | None, dry_run: bool) -> Report:
        """The import's report; leaves with a sentence and exit code 2 when there is none."""
        try:
            require_writable(report)
            return import_customers(folder, dry_run=dry_run, findings=None if report else KEPT_FINDINGS)
        except (SourceError, ImportBusyError, CommandError) as error:
            self.fail(str(error), report)
        except DatabaseError as error:
            reason = str(error.__cause__ or error).strip().partition("\n")[0]
            self.fail(f"La base de datos no pudo terminar la carga y no cambió nada. Dice: {reason}", report)
        except KeyboardInterrupt:
            self.fail("Carga interrumpida: no cambió nada.", report)

    def fail(self, sentence: str, report: Path | None) -> NoReturn:
        self.stderr.write(self.style.ERROR(sentence))
        if report and report.parent.is_dir() and not report.is_dir():
            self.write(report, {"result": "unreadable", "error": sentence})
        raise SystemExit(UNREADABLE)

    def write(self, report: Path, document: dict[str, Any]) -> None:
        try:
            with open(report, "w", encoding="utf-8", errors="backslashreplace", opener=open_for_oneself) as file:
                json.dump(document, file, ensure_ascii=False, indent=1)
        except OSError as error:
            self.stderr.write(self.style.ERROR(f"No se pudo escribir el informe en {report}: {error.strerror}."))


def open_for_oneself(path: str, flags: int) -> int:
    """The report names services and their figures; one written before is closed to others too."""
    descriptor = os.open(path, flags, 0o600)
    if stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.fchmod(descriptor, 0o600)
    return descriptor
