from django.conf import settings
from django.core.management.base import BaseCommand

from data_import.customers.layout import markdown

PATH = settings.BASE_DIR / "docs" / "customers_delivery.md"
START, END = "<!-- layout -->\n", "<!-- end -->\n"


def document() -> str:
    """The documentation as it stands, with the layouts as they are described now."""
    before, _, rest = PATH.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n{markdown()}\n{END}{after}"


class Command(BaseCommand):
    help = "Escribe las tablas de docs/customers_delivery.md desde su descripción."

    def handle(self, *args, **options) -> None:
        PATH.write_text(document(), encoding="utf-8")
