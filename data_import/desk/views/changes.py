"""What a trial would change in the network people see: a grid, its points on a map, CSV and GeoJSON."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from data_import.desk.access import at_the_desk
from data_import.desk.outcomes import changes_by_layer
from data_import.desk.places import MOST_ON_MAP, feature_collection
from data_import.desk.selectors import changes_of, layer_title
from data_import.desk.spreadsheets import sheet
from data_import.desk.tables import ChangeTable, said
from data_import.desk.views.asked import asked_run, delivery_step, desk_trail, run_step
from data_import.desk.views.listed import file_name, grid, query_of, wanted
from data_import.models import Run, RunChange
from layers.pages.trail import Step
from layers.views.asked import page

HEADINGS = ("Qué cambió", "Capa", "Identificador", "Antes y ahora", "Longitud", "Latitud")


@at_the_desk()
@require_safe
def changes_page(request: HttpRequest, number: int) -> HttpResponse:
    run = asked_run(number)
    rows, asked = changed(request, run)
    layers = [row for row in changes_by_layer(run) if row.total]
    context = {
        **grid(request, ChangeTable(rows)),
        "run": run,
        "title": f"Cambios del ensayo {run.pk}",
        "asked": asked,
        "kinds": RunChange.Kind.choices,
        "layers": [(row.layer, row.title) for row in layers],
        "what": "los cambios",
        "kept": run.changes.count(),
        "asked_query": query_of(request),
        "places": reverse("publish-changes-geojson", args=[run.pk]) + query_of(request),
        "stated": sum(row.total for row in layers),
        "empty": "Ningún cambio cumple lo pedido." if any(asked.values()) else "La entrega no cambia nada.",
        "trail": desk_trail(delivery_step(run.delivery), run_step(run), changes_step(run)),
    }
    return page(request, "data_import/changes.html", context)


def changed(request: HttpRequest, run: Run) -> tuple[QuerySet[RunChange], dict[str, str]]:
    asked = wanted(request, "kind", "layer")
    return changes_of(run, **asked), asked


def changes_step(run: Run) -> Step:
    return Step("Cambios", reverse("publish-changes", args=[run.pk]))


@at_the_desk()
@require_safe
def changes_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    run = asked_run(number)
    rows, _ = changed(request, run)
    return sheet(file_name(run, "cambios", ".csv"), HEADINGS, (cells(each) for each in rows.iterator()))


def cells(change: RunChange) -> tuple[str | float | None, ...]:
    longitude, latitude = change.place.coords if change.place else (None, None)
    what = (change.get_kind_display(), layer_title(change.layer), change.asset_id, "; ".join(said(change)))
    return (*what, longitude, latitude)


@at_the_desk()
@require_safe
def changes_geojson(request: HttpRequest, number: int) -> HttpResponse:
    rows, _ = changed(request, asked_run(number))
    drawn = rows.filter(place__isnull=False)[:MOST_ON_MAP]
    features = ((each.pk, each.place, described(each)) for each in drawn)
    return JsonResponse(feature_collection(features, rows.count()), content_type="application/geo+json")


def described(change: RunChange) -> dict[str, str]:
    return {
        "kind": change.kind,
        "word": change.get_kind_display(),
        "title": f"{layer_title(change.layer)} {change.asset_id}",
        "text": "; ".join(said(change)),
    }
