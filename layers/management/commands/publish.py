from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from layers.models import Publication
from layers.publications import SwitchBusyError, make_current


class Command(BaseCommand):
    help = "Hace vigente la publicación N: la que ven las personas. También es el camino de vuelta."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, metavar="N")

    def handle(self, *args, number: int, **options) -> None:
        try:
            publication = make_current(number)
        except Publication.DoesNotExist:
            raise CommandError(f"No hay publicación {number}: vea las que hay con «manage.py publications».") from None
        except SwitchBusyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{publication} es la vigente.")
