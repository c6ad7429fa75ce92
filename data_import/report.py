"""What an import found: kept with the publication, printed on the terminal, written as JSON."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from rich.console import Console
from rich.table import Table
from rich.text import Text

from data_import.checks import CHECKS, ERROR, WARNING
from data_import.staging import Raw, Tally
from layers.sources.digest import Digest

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
    files: list[Digest] = field(default_factory=list)
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


#: Counted and cut in the database: a file may hold a million bad rows.
FINDINGS = (
    "SELECT kind, severity, count, layer, origin, fid, asset_id, field, value, reason FROM ("
    "SELECT *, count(*) OVER (PARTITION BY kind) count, "
    "row_number() OVER (PARTITION BY kind ORDER BY layer, origin, fid, field, value) place FROM import_finding) f "
    "WHERE place <= coalesce(%s, place) ORDER BY kind, place"
)


def collect_findings(raws: list[Raw], limit: int | None) -> list[CheckResult]:
    """Every check with what it found (the first `limit`, or all), in the order of the checks."""
    sources = {raw.number: raw.source for raw in raws}
    found: dict[str, CheckResult] = {}
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, [limit])
        for kind, severity, count, layer, source, *rest in cursor:
            result = found.setdefault(kind, CheckResult(kind, CHECKS[kind].label, severity, count, []))
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
        print_line(console, f"· {note}")
    print_line(console, verdict(report, dry_run), style="bold")


def print_line(console: Console, line: str, style: str | None = None) -> None:
    """One line exactly as it is: what files say is neither markup nor emoji codes nor orders to the terminal."""
    console.print(printable(line), style=style, highlight=False, markup=False, emoji=False, soft_wrap=True)


def printable(text: str) -> str:
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def rows_table(report: Report) -> Table:
    title = f"Mapeo {report.mapping}, datos al {date.fromisoformat(report.cutoff_on):%d-%m-%Y}"
    table = Table("Capa", "Origen", title=Text(printable(title)))
    # Of a refused delivery no row is taken, however fit.
    for heading in ("Leídas", "Aptas" if report.is_refused else "Tomadas", "Rechazadas"):
        table.add_column(heading, justify="right")
    for row in report.rows:
        numbers = (spoken(row[key]) for key in ("read", "taken", "refused"))
        table.add_row(row["layer"], Text(printable(row["source"])), *numbers)
    return table


def print_check(check: CheckResult, console: Console) -> None:
    word, style = ("Error", "red") if check.severity == ERROR else ("Aviso", "yellow")
    print_line(console, f"{word}: {check.label} ({spoken(check.count)})", style)
    for finding in check.findings[:SHOWN_FINDINGS]:
        print_line(console, f"  {sentence(finding)}")
    if check.count > SHOWN_FINDINGS:
        print_line(console, f"  … y {spoken(check.count - SHOWN_FINDINGS)} más; --report ARCHIVO los trae todos.")


def spoken(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def counted(number: int, one: str, many: str) -> str:
    return f"{spoken(number)} {one if number == 1 else many}"


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
    error_count = sum(check.count for check in report.checks if check.severity == ERROR)
    errors = counted(error_count, "error", "errores")
    warnings = counted(sum(check.count for check in report.checks if check.severity == WARNING), "aviso", "avisos")
    if report.is_refused:
        return f"Rechazada: {errors} y {warnings}. No cambió nada: la red publicada sigue siendo la anterior."
    if dry_run:
        return f"Se puede tomar, con {warnings}. Era un ensayo (--dry-run): no cambió nada."
    return f"Tomada con {warnings}: es la publicación {report.publication}, vigente desde ahora."
