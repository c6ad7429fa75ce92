from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from layers.models import Publication


class Command(BaseCommand):
    help = "Lista las publicaciones de la red, la más nueva primero."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--count", action="store_true", help="solo cuántas hay")

    def handle(self, *args, count: bool, **options) -> None:
        if count:
            self.stdout.write(str(Publication.objects.count()))
            return
        for publication in Publication.objects.defer("report"):
            mark = "vigente" if publication.is_current else ""
            demo = "demostración" if publication.is_demo else ""
            self.stdout.write(
                f"{publication.number:>4}  {publication.cutoff_on:%d-%m-%Y}  {publication.counts.get('vanos', 0):>9} vanos  "
                f"{publication.mapping:<24} {demo} {mark}".rstrip()
            )
