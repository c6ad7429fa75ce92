import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from capacity.passport import PassportError, verify


class Command(BaseCommand):
    help = "Recalcula un pasaporte de capacidad y dice si sus cifras son las mismas. Sale con 0 si lo son, 1 si no."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="el pasaporte en JSON")

    def handle(self, *args, file: Path, **options) -> None:
        try:
            found = verify(read(file))
        except PassportError as error:
            raise CommandError(f"No corresponde. {error}") from error
        room_kw = found.record and found.record.capacity_kw
        self.stdout.write(f"Corresponde: {room_kw} kW en el nodo {found.node}, recalculado.")


def read(file: Path) -> dict:
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"No se puede leer {file}: {error.strerror}.") from error
    except ValueError as error:
        raise CommandError(f"{file} no es un pasaporte: no es JSON.") from error
    if not isinstance(document, dict) or not {"node", "feeder_id", "figures", "parameters"} <= document.keys():
        raise CommandError(f"{file} no es un pasaporte de capacidad.")
    return document
