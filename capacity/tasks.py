"""Work that the worker does on its own."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from capacity.services import compute
from layers.models import Publication
from layers.tasks import retry_jobs


@app.task(name="capacity.compute", queue="capacity", lock="capacity")
def compute_capacity(publication: int) -> None:
    """Deferred with each new publication. It takes minutes on a large network; the worker does other work beside it."""
    found = Publication.objects.filter(pk=publication).first()
    if found is not None:
        compute(found)


@app.periodic(cron="*/5 * * * *")
@app.task(name="capacity.retry_stalled", queueing_lock="capacity_retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    await retry_jobs(context.app, compute_capacity.name)
