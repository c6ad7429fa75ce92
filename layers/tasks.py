"""Work that the worker does on its own."""

from procrastinate.contrib.django import app

from layers.exports.files import make_files
from layers.models import Publication
from layers.publications import retire_old_publications


@app.periodic(cron="17 4 * * *")
@app.task(name="layers.retire_publications", queueing_lock="retire_publications")
def retire_publications(timestamp: int) -> None:
    """Every night, since PUBLICATIONS_KEPT may have been lowered without a new import."""
    retire_old_publications()


@app.task(name="layers.make_network_files", lock="network_files")
def make_network_files(publication: int) -> None:
    """Deferred with each new publication; until they are there, downloads are made while they are sent."""
    found = Publication.objects.filter(pk=publication).first()
    if found is not None:
        make_files(found)


@app.periodic(cron="47 4 * * *")
@app.task(name="layers.make_missing_files", queueing_lock="make_missing_files", lock="network_files")
def make_missing_files(timestamp: int) -> None:
    """Every night for the current publication: its demands may have changed, or a file may have been lost."""
    current = Publication.objects.current()
    if current is not None:
        make_files(current)
