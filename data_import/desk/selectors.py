"""What the desk's pages ask."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum

from data_import.checks import CHECKS
from data_import.models import Delivery, PublishingEvent, Run, RunChange, RunFinding
from layers.exports.tables import network_tables

LATEST = 10
SEVERITIES = {"error": "Error", "warning": "Aviso"}
MOVED_LABEL = "Ubicación"


def deliveries() -> QuerySet[Delivery]:
    """Complete ones, the newest first, each with its size and how its last run stands."""
    last = Run.objects.filter(delivery=OuterRef("pk")).order_by("-id")
    return (
        Delivery.objects.filter(is_complete=True)
        .annotate(
            file_count=Count("files"),
            bytes=Sum("files__size_bytes"),
            last_run=Subquery(last.values("id")[:1]),
            last_kind=Subquery(last.values("kind")[:1]),
            last_state=Subquery(last.values("state")[:1]),
        )
        .order_by("-id")
    )


def active_run() -> Run | None:
    return Run.objects.filter(state__in=Run.ACTIVE).defer("report", "comparison", "mapping_text").first()


def findings_of(
    run: Run, *, text: str = "", severity: str = "", kind: str = "", layer: str = ""
) -> QuerySet[RunFinding]:
    rows = run.findings.all()
    for name, wanted in (("severity", severity), ("kind", kind), ("layer", layer)):
        rows = rows.filter(**{name: wanted}) if wanted else rows
    for word in text.split()[:10]:
        columns = ("asset_id", "value", "reason", "file", "field", "source", "layer")
        rows = rows.filter(any_of(columns, word))
    return rows


def changes_of(run: Run, *, text: str = "", kind: str = "", layer: str = "") -> QuerySet[RunChange]:
    rows = run.changes.all()
    for name, wanted in (("kind", kind), ("layer", layer)):
        rows = rows.filter(**{name: wanted}) if wanted else rows
    for word in text.split()[:10]:
        rows = rows.filter(any_of(("asset_id", "layer", "values"), word))
    return rows


def any_of(columns: tuple[str, ...], word: str) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": word})
    return found


def layer_titles() -> dict[str, str]:
    return {str(table.id): table.plural for table in network_tables()}


def layer_title(layer: str) -> str:
    return layer_titles().get(layer, layer.replace("_", " ").capitalize())


def field_labels(layer: str) -> dict[str, str]:
    table = next((table for table in network_tables() if str(table.id) == layer), None)
    labels = {column.name: column.field.label for column in table.columns} if table else {}
    return {**labels, "geometry": MOVED_LABEL}


def check_label(kind: str) -> str:
    return CHECKS[kind].label if kind in CHECKS else kind


def events_by_publication() -> dict[int, PublishingEvent]:
    """The event that made each publication, where the desk made it."""
    made = PublishingEvent.objects.filter(kind=PublishingEvent.Kind.PUBLISHED)
    return {event.publication: event for event in made.order_by("id")}
