"""What a trial found: a grid to read and search, its points on a map, and the same as CSV, JSON, GeoJSON."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from data_import.desk.access import at_the_desk
from data_import.desk.outcomes import checks_of
from data_import.desk.places import MOST_ON_MAP, feature_collection
from data_import.desk.selectors import SEVERITIES, check_label, findings_of, layer_title
from data_import.desk.spreadsheets import sheet
from data_import.desk.tables import FindingTable
from data_import.desk.views.asked import asked_run, delivery_step, desk_trail, run_step
from data_import.desk.views.listed import file_name, grid, query_of, wanted
from data_import.models import Run, RunFinding
from layers.pages.trail import Step
from layers.views.asked import page

HEADINGS = (
    *("Gravedad", "Revisión", "Capa", "Archivo", "Capa de origen", "Fila", "Identificador", "Campo", "Valor", "Motivo"),
    *("Longitud", "Latitud"),
)


@at_the_desk()
@require_safe
def findings_page(request: HttpRequest, number: int) -> HttpResponse:
    run = asked_run(number)
    rows, asked = found(request, run)
    context = {
        **grid(request, FindingTable(rows)),
        "run": run,
        "title": f"Hallazgos del ensayo {run.pk}",
        "asked": asked,
        "severities": SEVERITIES,
        "checks": checks_of(run),
        "layers": [(layer, layer_title(layer)) for layer in layers_of(run)],
        "what": "los hallazgos",
        "kept": run.findings.count(),
        "asked_query": query_of(request),
        "places": reverse("publish-findings-geojson", args=[run.pk]) + query_of(request),
        "stated": sum(check.count for check in checks_of(run)),
        "empty": "Ningún hallazgo cumple lo pedido."
        if any(asked.values())
        else "Ninguno: la entrega no tiene observaciones.",
        "trail": desk_trail(delivery_step(run.delivery), run_step(run), findings_step(run)),
    }
    return page(request, "data_import/findings.html", context)


def found(request: HttpRequest, run: Run) -> tuple[QuerySet[RunFinding], dict[str, str]]:
    asked = wanted(request, "severity", "kind", "layer")
    return findings_of(run, **asked), asked


def layers_of(run: Run) -> list[str]:
    return sorted(run.findings.order_by().values_list("layer", flat=True).distinct())


def findings_step(run: Run) -> Step:
    return Step("Hallazgos", reverse("publish-findings", args=[run.pk]))


@at_the_desk()
@require_safe
def findings_csv(request: HttpRequest, number: int) -> HttpResponseBase:
    run = asked_run(number)
    rows, _ = found(request, run)
    return sheet(file_name(run, "hallazgos", ".csv"), HEADINGS, (cells(each) for each in rows.iterator()))


def cells(finding: RunFinding) -> tuple[str | int | float | None, ...]:
    longitude, latitude = finding.place.coords if finding.place else (None, None)
    where = (finding.file, finding.source, finding.line, finding.asset_id, finding.field, finding.value)
    return (
        SEVERITIES.get(finding.severity, finding.severity),
        check_label(finding.kind),
        layer_title(finding.layer),
        *where,
        finding.reason,
        longitude,
        latitude,
    )


@at_the_desk()
@require_safe
def findings_json(request: HttpRequest, number: int) -> HttpResponse:
    """The whole report, with the findings that are kept."""
    run = asked_run(number)
    document = {**run.report, "findings": [as_json(each) for each in found(request, run)[0].iterator()]}
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{file_name(run, "informe", ".json")}"'
    return response


def as_json(finding: RunFinding) -> dict[str, Any]:
    names = ("kind", "severity", "layer", "file", "source", "line", "asset_id", "field", "value", "reason")
    place = list(finding.place.coords) if finding.place else None
    return {**{name: getattr(finding, name) for name in names}, "place": place}


@at_the_desk()
@require_safe
def findings_geojson(request: HttpRequest, number: int) -> HttpResponse:
    rows, _ = found(request, asked_run(number))
    drawn = rows.filter(place__isnull=False)[:MOST_ON_MAP]
    features = ((each.pk, each.place, described(each)) for each in drawn)
    return JsonResponse(feature_collection(features, rows.count()), content_type="application/geo+json")


def described(finding: RunFinding) -> dict[str, str]:
    return {
        "kind": finding.severity,
        "word": SEVERITIES.get(finding.severity, ""),
        "title": f"{layer_title(finding.layer)} {finding.asset_id}".strip(),
        "text": finding.reason,
    }
