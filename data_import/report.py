"""What an import found: kept with the publication, printed on the terminal, written as JSON."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from rich.console import Console
from rich.table import Table

from data_import.checks import CHECKS, ERROR, WARNING
from data_import.staging import Raw, Tally

KEPT_FINDINGS = 1000
SHOWN_FINDINGS = 100
FINDING_COLUMNS = ("layer", "source", "line", "id", "field", "value", "reason")


@dataclass
class CheckResult:
    """`findings`: {"layer", "file", "source", "line", "id", "field", "value", "reason"}, all or the first of `count`."""

    key: str
    label: str
    severity: str
    count: int
    findings: list[dict[str, Any]]


@dataclass
class Report:
    mapping: str
    cutoff_on: str
    files: list[dict[str, Any]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    topology: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    publication: int | None = None

    @property
    def is_refused(self) -> bool:
        return any(check.severity == ERROR and check.count for check in self.checks)

    def as_json(self, findings: int | None = None) -> dict[str, Any]:
        """The whole report, with at most `findings` of each check."""
        document = asdict(self)
        for check in document["checks"]:
            check["findings"] = check["findings"][:findings]
        return {"result": "refused" if self.is_refused else "taken", **document}


def collect_findings(raws: list[Raw]) -> list[CheckResult]:
    """Every check with what it found, in the order of the checks."""
    sources = {raw.number: raw.source for raw in raws}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, severity, layer, origin, fid, asset_id, field, value, reason "
            "FROM import_finding ORDER BY kind, origin, fid"
        )
        found: dict[str, CheckResult] = {}
        for kind, severity, layer, source, *rest in cursor:
            result = found.setdefault(kind, CheckResult(kind, CHECKS[kind].label, severity, 0, []))
            result.count += 1
            origin = sources.get(source)
            place = (layer, origin.name if origin else None, *rest)
            result.findings.append(
                {"file": origin.file if origin else None, **dict(zip(FINDING_COLUMNS, place, strict=True))}
            )
    return [found[key] for key in CHECKS if key in found]


def collect_topology() -> dict[str, int]:
    """Figures of the traced network."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM node_trace), "
            "(SELECT count(*) FROM node_trace WHERE feeder_id IS NOT NULL AND transformer_id IS NULL), "
            "(SELECT count(*) FROM node_trace WHERE transformer_id IS NOT NULL), "
            "(SELECT count(DISTINCT feeder_id) FROM node_trace), "
            "(SELECT count(*) FROM island), (SELECT count(*) FROM loop_edge), "
            "(SELECT count(*) FROM staged_transformadores t JOIN node_trace n ON n.id = t.from_node "
            "AND n.feeder_id IS NOT NULL)"
        )
        names = (
            "nodes",
            "medium_voltage_nodes",
            "low_voltage_nodes",
            "feeders_traced",
            "islands",
            "loops",
            "transformers_fed",
        )
        return dict(zip(names, cursor.fetchone(), strict=True))


def tally_rows(tallies: list[Tally]) -> list[dict[str, Any]]:
    return [{**asdict(tally), "refused": tally.refused} for tally in tallies]


def print_report(report: Report, console: Console, *, dry_run: bool) -> None:
    console.print(rows_table(report))
    for check in report.checks:
        print_check(check, console)
    for note in report.notes:
        console.print(f"· {note}", highlight=False, markup=False, soft_wrap=True)
    console.print(verdict(report, dry_run), style="bold", highlight=False, markup=False, soft_wrap=True)


def rows_table(report: Report) -> Table:
    table = Table(
        "Capa", "Origen", title=f"Mapeo {report.mapping}, datos al {date.fromisoformat(report.cutoff_on):%d-%m-%Y}"
    )
    for heading in ("Leídas", "Tomadas", "Rechazadas"):
        table.add_column(heading, justify="right")
    for row in report.rows:
        table.add_row(
            row["layer"], row["source"], *(f"{row[key]:,}".replace(",", ".") for key in ("read", "taken", "refused"))
        )
    return table


def print_check(check: CheckResult, console: Console) -> None:
    word, style = ("Error", "red") if check.severity == ERROR else ("Aviso", "yellow")
    console.print(f"{word}: {check.label} ({check.count})", style=style, highlight=False, markup=False, soft_wrap=True)
    for finding in check.findings[: SHOWN_FINDINGS if check.severity == ERROR else 5]:
        console.print(f"  {sentence(finding)}", highlight=False, markup=False, soft_wrap=True)
    shown = min(check.count, SHOWN_FINDINGS if check.severity == ERROR else 5)
    if check.count > shown:
        console.print(
            f"  … y {check.count - shown} más; --report ARCHIVO los trae todos.",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def sentence(finding: dict[str, Any]) -> str:
    """One finding as a line: where, what, why."""
    where = [finding["file"], finding["source"] or finding["layer"]]
    if finding["line"] is not None:
        where.append(f"fila {finding['line']}")
    if finding["id"] is not None:
        where.append(f"id {finding['id']}")
    what = " = ".join(str(part) for part in (finding["field"], finding["value"]) if part is not None)
    return f"{', '.join(str(part) for part in where if part)}: {f'{what}: ' if what else ''}{finding['reason']}"


def verdict(report: Report, dry_run: bool) -> str:
    errors = sum(check.count for check in report.checks if check.severity == ERROR)
    warnings = sum(check.count for check in report.checks if check.severity == WARNING)
    if report.is_refused:
        return f"Rechazada: {errors} errores y {warnings} avisos. No cambió nada: la red publicada sigue siendo la anterior."
    if dry_run:
        return f"Se puede tomar, con {warnings} avisos. Era un ensayo (--dry-run): no cambió nada."
    return f"Tomada con {warnings} avisos: es la publicación {report.publication}, vigente desde ahora."
