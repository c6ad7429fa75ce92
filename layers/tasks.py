"""Work that the worker does on its own."""

from procrastinate import App, JobContext
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


@app.periodic(cron="*/5 * * * *")
@app.task(name="layers.retry_stalled", queueing_lock="layers_retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """What a killed worker left undone, and with it the lock that keeps the next job waiting."""
    await retry_jobs(context.app, make_network_files.name)


async def retry_jobs(worker_app: App, task_name: str) -> None:
    """Only jobs that may be done twice; what staff order at the desk is theirs to order again."""
    manager = worker_app.job_manager
    for job in await manager.get_stalled_jobs(task_name=task_name):
        await manager.retry_job(job)
