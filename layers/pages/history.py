"""Publications and what changed between them; what the import found, as the page of open data shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from layers.catalogue import network_layers
from layers.enums import Layer
from layers.exports.tables import network_tables
from layers.formats import number
from layers.models import Publication

SHOWN_FINDINGS = 5
SEVERITIES = {"error": "Error", "warning": "Aviso", "ignore": "No se revisa"}
TOPOLOGY = {
    "nodes": "Nodos",
    "medium_voltage_nodes": "Nodos de media tensión alimentados",
    "low_voltage_nodes": "Nodos de baja tensión alimentados",
    "feeders_traced": "Alimentadores recorridos",
    "transformers_fed": "Transformadores alimentados",
    "islands": "Nodos que ningún alimentador alcanza",
    "loops": "Tramos que cierran un anillo",
}


@dataclass(frozen=True)
class Count:
    """Things of a layer in a publication, and how many more or fewer than in the one before."""

    count: str
    change: str


@dataclass(frozen=True)
class Past:
    publication: Publication
    counts: tuple[Count, ...]


def history() -> list[Past]:
    """The newest first."""
    kept = list(Publication.objects.defer("report", "source_files", "extent"))
    return [Past(each, counts(each, before)) for each, before in zip(kept, [*kept[1:], None], strict=True)]


def counts(publication: Publication, before: Publication | None) -> tuple[Count, ...]:
    return tuple(count_of(layer.id, publication, before) for layer in network_layers())


def count_of(layer_id: str, publication: Publication, before: Publication | None) -> Count:
    now = publication.counts.get(layer_id)
    then = before.counts.get(layer_id) if before else None
    return Count(number(now, 0), "" if now is None or then is None else signed(now - then))


def signed(change: int) -> str:
    if change == 0:
        return "igual"
    return f"{'+' if change > 0 else '−'}{number(abs(change), 0)}"


@dataclass(frozen=True)
class Check:
    """A check with what it found. Findings are sentences, the first of `count`."""

    severity: str
    label: str
    count: int
    findings: list[str]


@dataclass(frozen=True)
class Rows:
    """How many rows of a layer were delivered, and what became of them."""

    layer: str
    source: str
    read: int
    taken: int
    refused: int


@dataclass(frozen=True)
class Validation:
    rows: list[Rows]
    checks: list[Check]
    topology: list[tuple[str, str]]
    notes: Sequence[str]


def validation(report: dict[str, Any]) -> Validation:
    """The report kept with a publication. A generator may be a household's: its findings are counted, not shown."""
    topology = report.get("topology", {})
    return Validation(
        [rows_of(row) for row in report.get("rows", [])],
        [check_of(check) for check in report.get("checks", []) if check["count"]],
        [(label, number(topology[key], 0)) for key, label in TOPOLOGY.items() if key in topology],
        report.get("notes", []),
    )


def rows_of(row: dict[str, Any]) -> Rows:
    """`source`: its name in the delivery, where that is another."""
    titles = {table.id: table.plural for table in network_tables()}
    source = row["source"] if row["source"] != row["layer"] else ""
    return Rows(titles.get(row["layer"], row["layer"]), source, row["read"], row["taken"], row["refused"])


def check_of(check: dict[str, Any]) -> Check:
    shown = [finding for finding in check["findings"] if finding["layer"] != Layer.GENERATORS]
    sentences = [sentence(finding) for finding in shown[:SHOWN_FINDINGS]]
    return Check(SEVERITIES.get(check["severity"], ""), check["label"], check["count"], sentences)


def sentence(finding: dict[str, Any]) -> str:
    """Where, what, why: `vanos 338406: length_m = 96: difiere del trazado`."""
    where = " ".join(str(part) for part in (finding["layer"], finding["id"]) if part is not None)
    what = " = ".join(str(part) for part in (finding["field"], finding["value"]) if part is not None)
    return ": ".join(part for part in (where, what, finding["reason"]) if part)
