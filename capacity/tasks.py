"""Work that the worker does on its own."""

from procrastinate.contrib.django import app

from capacity.services import compute
from layers.models import Publication


@app.task(name="capacity.compute", lock="capacity")
def compute_capacity(publication: int) -> None:
    """Deferred with each new publication. It takes minutes on a large network; the worker does other work beside it."""
    found = Publication.objects.filter(pk=publication).first()
    if found is not None:
        compute(found)
