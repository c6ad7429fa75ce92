import json
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone
from procrastinate.exceptions import ConnectorException
from rich.console import Console

from data_import.mapping import MappingError, shipped_mappings
from data_import.report import KEPT_FINDINGS, Report, print_report
from data_import.services import ImportBusyError, import_network
from layers.sources import SourceError

TAKEN, REFUSED, UNREADABLE = 0, 1, 2


def cutoff_date(text: str) -> date:
    """A date of data that can already exist."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"«{text}» no es una fecha AAAA-MM-DD") from None
    if found > timezone.localdate():
        raise ArgumentTypeError(f"{text} aún no llega: indique la fecha a la que son los datos")
    return found


class Command(BaseCommand):
    help = "Carga una entrega de la red y la publica. Sale con 0 si se tomó, 1 si se rechazó (nada cambia), 2 si no se pudo leer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = "archivo, carpeta o ZIP: shp, gpkg, gdb, geojson, kml, kmz, csv"
        parser.add_argument("path", type=Path, metavar="PATH", help=formats)
        parser.add_argument(
            "--mapping", required=True, help=f"{', '.join(shipped_mappings())} o la ruta de un archivo TOML"
        )
        parser.add_argument("--cutoff", type=cutoff_date, metavar="YYYY-MM-DD", help="fecha a la que son los datos")
        parser.add_argument(
            "--srid", type=int, help="código EPSG de las coordenadas, si el archivo no lo dice o lo dice mal"
        )
        parser.add_argument("--dry-run", action="store_true", help="hace todo, salvo publicar")
        parser.add_argument("--report", type=Path, metavar="FILE", help="escribe el informe completo en JSON")

    def handle(self, *args, path: Path, report: Path | None, dry_run: bool, **options) -> None:
        forgive_letters()
        found = self.attempt(path, report, dry_run, options)
        if report:
            self.write(report, found.as_json())
        print_report(found, Console(file=cast(TextIO, self.stdout)), dry_run=dry_run)
        raise SystemExit(REFUSED if found.is_refused else TAKEN)

    def attempt(self, path: Path, report: Path | None, dry_run: bool, options: dict[str, Any]) -> Report:
        """The import's report; leaves with a sentence and exit code 2 when there is none."""
        try:
            require_writable(report)
            return import_network(
                path,
                options["mapping"],
                cutoff=options["cutoff"],
                srid=options["srid"],
                dry_run=dry_run,
                findings=None if report else KEPT_FINDINGS,
            )
        except (SourceError, MappingError, ImportBusyError, CommandError) as error:
            self.fail(str(error), report)
        except (DatabaseError, ConnectorException) as error:
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
            text = json.dumps(document, ensure_ascii=False, indent=1)
            report.write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            self.stderr.write(self.style.ERROR(f"No se pudo escribir el informe en {report}: {error.strerror}."))


def forgive_letters() -> None:
    """A terminal that cannot show a letter shows a question mark; it must not end an import that was taken."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def require_writable(report: Path | None) -> None:
    """Better said before an hour's work than after it."""
    if report and (report.is_dir() or not os.access(report if report.exists() else report.parent, os.W_OK)):
        raise CommandError(
            f"No se puede escribir el informe en {report}: indique un archivo en una carpeta que exista."
        )
