"""A list of assets: narrowed, sorted, in pages, all of it in the address."""

from typing import ClassVar

from django.core.paginator import InvalidPage
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views import View

from layers.catalogue import MapLayer
from layers.filters import AssetFilter
from layers.models import Feeder, Publication
from layers.pages.actions import kept_as_pdf
from layers.pages.grid import PAGE_SIZES, Chip, around, chips_of
from layers.pages.trail import HOME, Step, layer_step, territory_trail
from layers.tables import AssetTable
from layers.views.asked import asked_publication, page


class Grid(View):
    """A noun's grid names its layer and table; one below another asset says which rows, under what title."""

    http_method_names = ["get", "head", "options"]
    layer: ClassVar[MapLayer]
    table: ClassVar[type[AssetTable]]
    template = "layers/grid.html"

    def get(self, request: HttpRequest, **parent: str) -> HttpResponse:
        publication = asked_publication(request)
        rows = self.layer.queryset(publication).defer("geom")
        filters = AssetFilter(request.GET, self.below(rows, publication, **parent), self.layer)
        names = feeder_names(publication)
        table = paged(self.table(filters.rows(), feeder_names=names), request)
        chips = chips_of(filters.given(), request, names)
        context = {
            "layer": self.layer,
            "chips": chips,
            "actions": kept_as_pdf(request.get_full_path()),
            "empty": emptiness(self.layer, filters),
            **around(table, request),
        }
        return page(request, self.template, context | self.heading(filters, chips))

    def below(self, rows: QuerySet, publication: Publication) -> QuerySet:
        return rows

    def heading(self, filters: AssetFilter, chips: list[Chip]) -> dict:
        comuna = filters.given().get("comuna")
        title = ", ".join([self.layer.plural, *(chip.text for chip in chips)])
        trail = [*territory_trail(comuna), layer_step(self.layer, comuna)] if comuna else [HOME, layer_step(self.layer)]
        return {"title": title, "trail": trail}


class GridBelow(Grid):
    """A grid of what hangs from one asset: `/subestaciones/<id>/alimentadores/`."""

    def heading(self, filters: AssetFilter, chips: list[Chip]) -> dict:
        return {
            "title": ", ".join([self.title, *(chip.text for chip in chips)]),
            "trail": self.trail,
            "parent": self.parent,
        }

    def under(self, parent, title: str, trail: list[Step], url: str) -> None:
        self.parent, self.title, self.trail = parent, title, [*trail, Step(self.layer.plural, url)]


def emptiness(layer: MapLayer, filters: AssetFilter) -> str:
    if not filters.form.is_valid():
        return "No entendimos la consulta: revise lo que escribió en Buscar."
    if filters.given() or request_text(filters):
        return f"No hay {layer.plural.lower()} que cumplan lo pedido. Quite un filtro o busque otra cosa."
    return f"La red publicada no tiene {layer.plural.lower()}."


def request_text(filters: AssetFilter) -> str:
    return filters.form.cleaned_data.get("q", "")


def feeder_names(publication: Publication) -> dict[str, str | None]:
    return dict(Feeder.objects.filter(publication=publication).values_list("id", "name"))


def paged(table: AssetTable, request: HttpRequest) -> AssetTable:
    """In the order and on the page asked for; what makes no sense is the first page in the usual order."""
    order = request.GET.getlist("orden")[:1]
    if order and order[0].lstrip("-") in table.columns.names():
        table.order_by = order
    size = next((size for size in PAGE_SIZES if str(size) == request.GET.get("mostrar")), PAGE_SIZES[0])
    asked = request.GET.get("pagina", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    try:
        table.paginate(page=max(1, number), per_page=size)
    except InvalidPage:
        table.paginate(page=table.paginator.num_pages, per_page=size)
    return table
