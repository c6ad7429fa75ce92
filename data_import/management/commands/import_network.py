import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand
from rich.console import Console

from data_import.mapping import MappingError, shipped_mappings
from data_import.report import print_report
from data_import.services import ImportBusyError, import_network
from layers.sources import SourceError

TAKEN, REFUSED, UNREADABLE = 0, 1, 2


def iso_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"«{text}» no es una fecha AAAA-MM-DD") from None


class Command(BaseCommand):
    help = "Carga una entrega de la red y la publica. Sale con 0 si se tomó, 1 si se rechazó (nada cambia), 2 si no se pudo leer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        formats = "archivo, carpeta o ZIP: shp, gpkg, gdb, geojson, kml, kmz, csv"
        parser.add_argument("path", type=Path, metavar="PATH", help=formats)
        parser.add_argument(
            "--mapping", required=True, help=f"{', '.join(shipped_mappings())} o la ruta de un archivo TOML"
        )
        parser.add_argument("--cutoff", type=iso_date, metavar="YYYY-MM-DD", help="fecha a la que son los datos")
        parser.add_argument(
            "--srid", type=int, help="código EPSG de las coordenadas, si el archivo no lo dice o lo dice mal"
        )
        parser.add_argument("--dry-run", action="store_true", help="hace todo, salvo publicar")
        parser.add_argument("--report", type=Path, metavar="FILE", help="escribe el informe completo en JSON")

    def handle(self, *args, path: Path, report: Path | None, dry_run: bool, **options) -> None:
        try:
            found = import_network(
                path, options["mapping"], cutoff=options["cutoff"], srid=options["srid"], dry_run=dry_run
            )
        except (SourceError, MappingError, ImportBusyError) as error:
            self.stderr.write(self.style.ERROR(str(error)))
            raise SystemExit(UNREADABLE) from None
        print_report(found, Console(file=self.stdout), dry_run=dry_run)
        if report:
            report.write_text(json.dumps(found.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
        raise SystemExit(REFUSED if found.is_refused else TAKEN)
