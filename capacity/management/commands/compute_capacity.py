from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from capacity.services import compute
from layers.models import Feeder, Publication


class Command(BaseCommand):
    help = "Calcula cuánta generación admite cada nodo de la publicación vigente, o de un alimentador."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--feeder", metavar="ID", help="solo este alimentador")
        parser.add_argument("--publication", type=int, metavar="N", help="otra publicación que la vigente")

    def handle(self, *args, feeder: str | None, publication: int | None, **options) -> None:
        self.compute(asked(publication), feeder)

    def compute(self, publication: Publication, feeder: str | None) -> None:
        if feeder and not Feeder.objects.filter(publication=publication, id=feeder).exists():
            raise CommandError(f"No hay un alimentador {feeder} en la {publication}.")
        run = compute(publication, feeder_id=feeder, report=self.stdout.write)
        counts = run.counts
        self.stdout.write(
            f"{publication}: {counts['evaluated']} de {counts['nodes']} nodos evaluados "
            f"({counts['medium_voltage']} de media tensión), {counts['zero']} sin capacidad, en {run.seconds:.0f} s."
        )


def asked(number: int | None) -> Publication:
    try:
        return Publication.objects.asked(number)
    except Publication.DoesNotExist as error:
        raise CommandError(str(error)) from error
