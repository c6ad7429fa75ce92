"""What a run's pages say of it: the verdict in words, checks, rows and changes by layer."""

from dataclasses import dataclass

from data_import.desk.selectors import SEVERITIES, layer_title
from data_import.models import Run
from layers.formats import count, day, number


@dataclass(frozen=True)
class Check:
    key: str
    severity: str
    word: str
    label: str
    count: int


@dataclass(frozen=True)
class LayerChanges:
    layer: str
    title: str
    added: int
    gone: int
    changed: int

    @property
    def total(self) -> int:
        return self.added + self.gone + self.changed


@dataclass(frozen=True)
class LayerRows:
    title: str
    source: str
    read: int
    taken: int
    refused: int


def checks_of(run: Run) -> list[Check]:
    """Errors first."""
    found = [
        Check(each["key"], each["severity"], SEVERITIES.get(each["severity"], ""), each["label"], each["count"])
        for each in run.report.get("checks", [])
        if each["count"]
    ]
    return sorted(found, key=lambda check: check.severity != "error")


def rows_of(run: Run) -> list[LayerRows]:
    return [
        LayerRows(
            layer_title(row["layer"]),
            row["source"] if row["source"] != row["layer"] else "",
            row["read"],
            row["taken"],
            row["refused"],
        )
        for row in run.report.get("rows", [])
    ]


def changes_by_layer(run: Run) -> list[LayerChanges]:
    """Every layer, the ones that change first; nothing where there was no network to compare with."""
    rows = [LayerChanges(layer, layer_title(layer), **kinds) for layer, kinds in (run.comparison or {}).items()]
    return sorted(rows, key=lambda row: (-row.total, row.title))


def verdict(run: Run) -> str:
    """One sentence on how the run ended; nothing while it goes on."""
    errors = sum(check.count for check in checks_of(run) if check.severity == "error")
    warnings = sum(check.count for check in checks_of(run) if check.severity != "error")
    words = f"{count(errors, 'error', 'errores')} y {count(warnings, 'aviso', 'avisos')}"
    match run.state:
        case Run.State.REFUSED:
            return f"Rechazada: {words}. No cambió nada; corrija la entrega y súbala otra vez."
        case Run.State.PASSED:
            as_of = day(run.report.get("cutoff_on"))
            return f"Se puede publicar: {count(warnings, 'aviso', 'avisos')}. Son datos al {as_of}. Aún no cambió nada."
        case Run.State.PUBLISHED:
            return f"Publicada: es la publicación {number(run.publication, 0)}."
        case Run.State.CANCELLED:
            return "Se anuló antes de empezar."
        case Run.State.FAILED:
            return run.error
    return ""
