from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from layers.dictionary import CLOSED, sheets

PATH = settings.BASE_DIR / "docs" / "data_dictionary.md"


def document() -> str:
    return render_to_string("layers/data_dictionary.md", {"sheets": sheets(), "closed": CLOSED})


class Command(BaseCommand):
    help = "Escribe docs/data_dictionary.md desde el catálogo."

    def handle(self, *args, **options) -> None:
        Path(PATH).write_text(document(), encoding="utf-8")
        self.stdout.write(f"Escrito: {PATH.relative_to(settings.BASE_DIR)}")
