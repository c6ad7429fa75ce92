"""Which publication people see, and which are kept."""

from django.conf import settings
from django.db import connection, transaction

from layers.exports.files import remove_files
from layers.models import PUBLISHED_MODELS, Publication
from layers.partitions import drop_partition

#: Whoever changes which publication is the current one holds it until the transaction ends; an import from its first byte on.
SWITCH_LOCK = 20_201_130


class SwitchBusyError(Exception):
    """Somebody else holds the lock."""

    def __init__(self) -> None:
        super().__init__("Otra carga está en curso: espere a que termine y vuelva a intentarlo.")


def take_switch_lock() -> None:
    """Inside a transaction. What is read of the current publication after it stays true. Raises SwitchBusyError."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SWITCH_LOCK])
        if not cursor.fetchone()[0]:
            raise SwitchBusyError


@transaction.atomic
def make_current(number: int) -> Publication:
    """Make publication `number` the one people see. Raises Publication.DoesNotExist, SwitchBusyError while an import runs."""
    take_switch_lock()
    publication = Publication.objects.select_for_update().get(pk=number)
    Publication.objects.filter(is_current=True).exclude(pk=number).update(is_current=False)
    publication.is_current = True
    publication.save(update_fields=["is_current"])
    return publication


def retire_old_publications() -> list[int]:
    """Drop what is beyond PUBLICATIONS_KEPT, oldest first, never the current one nor the newest; returns the numbers dropped."""
    old = list(
        Publication.objects.order_by("-number").values_list("number", "is_current")[
            max(1, settings.PUBLICATIONS_KEPT) :
        ]
    )
    retired = [number for number, is_current in old if not is_current]
    for number in retired:
        retire(number)
    return retired


@transaction.atomic
def retire(number: int) -> None:
    for model in PUBLISHED_MODELS:
        drop_partition(model, number)
    Publication.objects.filter(pk=number).delete()
    transaction.on_commit(lambda: remove_files(number))
