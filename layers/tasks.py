"""Work that the worker does on its own."""

from procrastinate.contrib.django import app

from layers.publications import retire_old_publications


@app.periodic(cron="17 4 * * *")
@app.task(name="layers.retire_publications", queueing_lock="retire_publications")
def retire_publications(timestamp: int) -> None:
    """Every night, since PUBLICATIONS_KEPT may have been lowered without a new import."""
    retire_old_publications()
