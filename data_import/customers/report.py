"""What a customers' delivery held: kept with it, printed on the terminal, written as JSON, as the network's import does."""

from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import connection
from rich.console import Console
from rich.table import Table
from rich.text import Text

from data_import.customers.checks import CHECKS, ERROR, SET_ASIDE, WARNING
from data_import.customers.merging import Changes
from data_import.customers.reading import Delivered
from data_import.report import SHOWN_FINDINGS, CheckResult, counted, print_line, printable, sentence, spoken
from layers.sources.digest import Digest

WORDS = {ERROR: ("Error", "red"), SET_ASIDE: ("Aparta el servicio", "magenta"), WARNING: ("Aviso", "yellow")}
#: Counted and cut in the database: a file may hold a million bad rows.
FINDINGS = (
    "SELECT kind, severity, count, layer, fid, asset_id, field, value, reason FROM ("
    "SELECT *, count(*) OVER (PARTITION BY kind) count, "
    "row_number() OVER (PARTITION BY kind ORDER BY layer, fid, field, value, asset_id) place FROM import_finding) f "
    "WHERE place <= coalesce(%s, place) ORDER BY kind, place"
)


@dataclass
class Report:
    """`set_aside`: numbers of the services kept out. `without_transformer`: those in force that no current transformer feeds."""

    files: list[Digest] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    checks: list[CheckResult] = field(default_factory=list)
    services: int = 0
    set_aside: list[str] = field(default_factory=list)
    documents: int = 0
    without_transformer: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    delivery: int | None = None

    @property
    def is_refused(self) -> bool:
        return any(check.severity == ERROR and check.count for check in self.checks)

    def as_json(self, findings: int | None = None) -> dict[str, Any]:
        """The report as it is, not copied, with at most `findings` of each check and as many numbers of services."""
        checks = [vars(check) | {"findings": check.findings[:findings]} for check in self.checks]
        numbers = {name: getattr(self, name)[:findings] for name in ("set_aside", "without_transformer")}
        return {"result": "refused" if self.is_refused else "taken", **vars(self), **numbers, "checks": checks}


def collect_findings(tables: list[Delivered], limit: int | None) -> list[CheckResult]:
    """Every check with what it found (the first `limit`, or all), in the order of the checks."""
    files = {delivered.table.name: delivered.path.name for delivered in tables}
    found: dict[str, CheckResult] = {}
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, [limit])
        for kind, severity, count, layer, line, owner, *rest in cursor:
            result = found.setdefault(kind, CheckResult(kind, CHECKS[kind].label, severity, count, []))
            place = {"file": files.get(layer, layer), "layer": layer, "source": layer, "line": line, "id": owner}
            result.findings.append(place | dict(zip(("field", "value", "reason"), rest, strict=True)))
    return [found[key] for key in CHECKS if key in found]


def tally_rows(tables: list[Delivered], changes: dict[str, Changes]) -> list[dict[str, Any]]:
    """`refused`: rows unfit by themselves. Added, replaced and removed are rows of the database."""
    nothing = Changes(0, 0, 0)
    return [
        {
            "layer": each.table.name,
            "source": each.table.name,
            "file": each.path.name,
            "read": each.read,
            "taken": each.taken,
            "refused": each.read - each.taken,
            **asdict(changes.get(each.table.name, nothing)),
        }
        for each in tables
    ]


def print_report(report: Report, console: Console, *, dry_run: bool) -> None:
    console.print(rows_table(report))
    for check in report.checks:
        print_check(check, console)
    for note in report.notes:
        print_line(console, f"· {note}")
    if report.set_aside:
        print_line(console, f"Servicios apartados ({spoken(len(report.set_aside))}): {listed(report.set_aside)}")
    if report.without_transformer:
        count = spoken(len(report.without_transformer))
        print_line(console, f"Sin transformador en la red vigente ({count}): {listed(report.without_transformer)}")
    print_line(console, verdict(report, dry_run), style="bold")


def listed(numbers: list[str]) -> str:
    more = len(numbers) - SHOWN_FINDINGS
    return ", ".join(numbers[:SHOWN_FINDINGS]) + (f" y {spoken(more)} más" if more > 0 else "")


def rows_table(report: Report) -> Table:
    table = Table("Tabla", "Archivo", title=Text("Datos de clientes"))
    headings = ("read", "Leídas"), ("refused", "Rechazadas"), ("added", "Nuevas"), ("replaced", "Corregidas")
    for _, heading in headings:
        table.add_column(heading, justify="right")
    for row in report.rows:
        table.add_row(row["layer"], Text(printable(row["file"])), *(spoken(row[key]) for key, _ in headings))
    return table


def print_check(check: CheckResult, console: Console) -> None:
    word, style = WORDS[check.severity]
    print_line(console, f"{word}: {check.label} ({spoken(check.count)})", style)
    for finding in check.findings[:SHOWN_FINDINGS]:
        print_line(console, f"  {sentence(finding)}")
    if check.count > SHOWN_FINDINGS:
        print_line(console, f"  … y {spoken(check.count - SHOWN_FINDINGS)} más; --report ARCHIVO los trae todos.")


def verdict(report: Report, dry_run: bool) -> str:
    errors, warnings = total(report, ERROR), counted(total(report, WARNING), "aviso", "avisos")
    aside = counted(len(report.set_aside), "servicio apartado", "servicios apartados")
    if report.is_refused:
        return f"Rechazada: {counted(errors, 'error', 'errores')}, {aside} y {warnings}. No cambió nada."
    if dry_run:
        return f"Se puede tomar, con {aside} y {warnings}. Era un ensayo (--dry-run): no cambió nada."
    return f"Tomada, con {aside} y {warnings}: es la entrega {report.delivery}."


def total(report: Report, severity: str) -> int:
    return sum(check.count for check in report.checks if check.severity == severity)
