from django.core.management.base import BaseCommand

from customers.withholding import renew_withheld
from layers.models import WithheldDemand


class Command(BaseCommand):
    help = "Renueva las demandas reservadas, después de cambiar PUBLIC_DEMAND_MIN_SERVICES."

    def handle(self, *args, **options) -> None:
        changed = renew_withheld()
        count = WithheldDemand.objects.count()
        self.stdout.write(f"{count} demandas reservadas{'' if changed else ', como antes'}.")
