import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from layers.models import Publication


class Command(BaseCommand):
    help = "Muestra el informe público de validación de la red vigente: filas, errores, avisos y topología."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="el informe entero, como JSON")

    def handle(self, *args, **options) -> None:
        publication = Publication.objects.current()
        if publication is None:
            raise CommandError(
                "Aún no hay una red publicada: cárguela con «manage.py import_network» o «manage.py load_demo»."
            )
        if options["json"]:
            document = {
                "publication": publication.number,
                "data_as_of": publication.cutoff_on.isoformat(),
                **publication.report,
            }
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))
            return
        self.stdout.write(str(publication))
        for check in publication.report.get("checks", []):
            self.stdout.write(f"{check['severity']:<8} {check['count']:>7}  {check['label']}")
        for name, value in publication.report.get("topology", {}).items():
            self.stdout.write(f"{name:<24} {value:>10}")
