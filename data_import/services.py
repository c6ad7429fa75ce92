"""An import from the first byte to the switch, in one transaction.

It is taken whole or refused whole, and leaves nothing behind if it is killed.
"""

import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from capacity.tasks import compute_capacity
from customers.withholding import renew_withheld
from data_import.checks import GRAPH_CHECKS, ROW_CHECKS, rate_refused_rows, run_checks
from data_import.functions import Expression, as_date, trimmed
from data_import.mapping import LayerRule, Mapping, hinted, load_mapping
from data_import.progress import Progress
from data_import.publishing import attach_publication, create_publication, fill_publication, next_number
from data_import.report import KEPT_FINDINGS, Report, collect_findings, collect_topology, tally_rows
from data_import.staging import LayerStaging, Raw, Tally, create_staging, match_column, pour, run
from data_import.tracing import prepare_nodes, trace_staged
from data_import.unclaimed import note_unclaimed
from data_import.witness import Witness
from layers.publications import SwitchBusyError, retire_old_publications, take_switch_lock
from layers.sources import Source, SourceError, open_source
from layers.tasks import make_network_files

#: What follows where a layer that may be missing is missing; without an entry, its rows are not there.
MISSING = {"nodos": "los nodos se toman de los extremos de vanos y equipos"}


class ImportBusyError(Exception):
    """Another import is running."""


class Import:
    """One run. `report` grows as it goes."""

    def __init__(
        self,
        source: Source,
        mapping: Mapping,
        *,
        srid: int | None,
        findings: int | None,
        progress: Progress,
        witness: Witness,
    ) -> None:
        self.source, self.mapping, self.progress, self.witness = source, mapping, progress, witness
        self.srid, self.findings = srid, findings
        self.raws: dict[str, Raw] = {}
        self.report = Report(mapping=mapping.title, cutoff_on="", files=source.files, notes=list(source.notes))

    def run(self, *, cutoff: date | None, is_demo: bool) -> None:
        prepare_session()
        with self.timed("read"):
            self.read()
        cutoff_on = cutoff or self.stated_cutoff()
        self.report.cutoff_on = cutoff_on.isoformat()
        with self.timed("map"):
            tallies = self.stage(cutoff_on.year)
        with self.timed("check"):
            self.check(tallies)
        with self.timed("trace"):
            self.trace()
        if not self.report.is_refused:
            with self.timed("publish"):
                self.publish(cutoff_on, is_demo)

    @contextmanager
    def timed(self, part: str):
        self.progress.step(STEPS[part])
        started = time.monotonic()
        yield
        self.report.seconds[part] = round(time.monotonic() - started, 3)

    def read(self) -> None:
        create_staging()
        for number, name in enumerate(self.mapping.source_names()):
            layer = self.source.layers.get(name)
            if layer is not None:
                self.raws[name] = pour(layer, number, self.mapping, self.srid, self.progress)
                self.report.notes += layer.notes
        self.note_unread()

    def note_unread(self) -> None:
        """Tables that the mapping knows by their columns and asks nothing of."""
        unread = set(self.mapping.columns).difference(self.mapping.source_names()).intersection(self.source.available)
        self.report.notes += [
            f"La entrega trae la tabla {name}, que el portal no usa: no se leyó." for name in sorted(unread)
        ]

    def stated_cutoff(self) -> date:
        """The date the delivery states, where the mapping says which column holds it; else today."""
        source, column = self.mapping.cutoff or ("", "")
        if source in self.raws and (found := first_date(self.raws[source], column, self.mapping)):
            return found
        self.report.notes.append(
            "La entrega no dice a qué fecha son los datos y no se indicó --cutoff: se toma la de hoy."
        )
        return timezone.localdate()

    def stage(self, cutoff_year: int) -> list[Tally]:
        tallies, stagings = [], []
        for rule in self.mapping.layers:
            raw = self.raw_of(rule)
            if raw is not None:
                staging = LayerStaging(rule, raw, self.raws, self.mapping, cutoff_year)
                stagings.append(staging)
                tallies.append(staging.stage())
                self.report.notes += staging.notes
        note_unclaimed(stagings)
        self.report.rows = tally_rows(tallies)
        return tallies

    def raw_of(self, rule: LayerRule) -> Raw | None:
        for name in rule.sources():
            if name in self.raws:
                continue
            if not rule.optional:
                raise SourceError(
                    hinted(
                        f"La entrega no trae la capa {name}, que el mapeo {self.mapping.name} necesita",
                        name,
                        [other for other in self.source.available if other not in self.raws],
                    ),
                    layer=name,
                )
            self.report.notes.append(
                f"La entrega no trae la capa {name}: {MISSING.get(name, f'no habrá {rule.record.name}')}."
            )
            return None
        return self.raws[rule.source]

    def check(self, tallies: list[Tally]) -> None:
        run("CREATE TEMP TABLE import_tally (layer text, source text, read bigint, taken bigint) ON COMMIT DROP")
        for tally in tallies:
            row = (tally.layer, tally.source, tally.read, tally.taken)
            run("INSERT INTO import_tally VALUES (%s, %s, %s, %s)", row)
        analyse_staging(self.mapping)
        prepare_nodes(self.mapping)
        rate_refused_rows(self.mapping)
        run_checks(ROW_CHECKS, self.mapping)

    def trace(self) -> None:
        trace_staged()
        run_checks(GRAPH_CHECKS, self.mapping)
        self.report.checks = collect_findings(list(self.raws.values()), self.findings)
        self.report.topology = collect_topology()
        self.witness.checked(self.raws)

    def publish(self, cutoff_on: date, is_demo: bool) -> None:
        number = next_number()
        fill_publication(number)
        self.witness.filled(number)
        attach_publication(number)
        self.report.publication = number
        create_publication(
            number,
            mapping=self.mapping,
            cutoff_on=cutoff_on,
            is_demo=is_demo,
            files=self.source.files,
            report=self.report.as_json(findings=KEPT_FINDINGS),
        )
        make_network_files.defer(publication=number)
        # Where it changes anything, it orders the computation.
        if not renew_withheld():
            compute_capacity.defer(publication=number)


STEPS = {
    "read": "Leyendo…",
    "map": "Traduciendo según el mapeo…",
    "check": "Revisando…",
    "trace": "Siguiendo la red…",
    "publish": "Preparando la publicación…",
}


def import_network(  # noqa: PLR0913  all but the first two by name
    path: Path,
    mapping_name: str,
    *,
    cutoff: date | None = None,
    srid: int | None = None,
    dry_run: bool = False,
    is_demo: bool = False,
    findings: int | None = None,
    progress: Progress | None = None,
    witness: Witness | None = None,
) -> Report:
    """Make one publication of a delivery. The report says whether it was taken; `findings` bounds those of each check in it.

    Raises MappingError or SourceError when mapping or files cannot be read, ImportBusyError when another import runs.
    """
    mapping = load_mapping(mapping_name)
    names, headers = mapping.source_names(), mapping.columns
    with open_source(path, encoding=mapping.encoding, layers=names, headers=headers) as source:
        progress, witness = progress or Progress(), witness or Witness()
        job = Import(source, mapping, srid=srid, findings=findings, progress=progress, witness=witness)
        with transaction.atomic():
            take_lock()
            witness.begins()
            job.run(cutoff=cutoff, is_demo=is_demo)
            if dry_run or job.report.is_refused:
                transaction.set_rollback(True)
    if not (dry_run or job.report.is_refused):
        retire_old_publications()
    return job.report


def first_date(raw: Raw, column: str, mapping: Mapping) -> date | None:
    """The first date that a column holds. Raises SourceError when there is no such column."""
    name = match_column(column, raw.positions)
    if name is None:
        sentence = f"La capa {raw.source.name} no trae la columna {column}, que el mapeo usa para la fecha de corte"
        raise SourceError(hinted(sentence, column, raw.spare), file=raw.source.file, layer=raw.source.name)
    text = trimmed(raw.column(name), mapping.empty)
    value = as_date(Expression(text, text), mapping.date).value
    query = sql.SQL("SELECT {value} FROM {table} r WHERE {value} IS NOT NULL ORDER BY fid LIMIT 1")
    with connection.cursor() as cursor:
        cursor.execute(query.format(value=value, table=sql.Identifier(raw.table)))
        row = cursor.fetchone()
    return row[0] if row else None


def take_lock() -> None:
    try:
        take_switch_lock()
    except SwitchBusyError as error:
        raise ImportBusyError(str(error)) from error


#: Each statement runs once, so compiling it (jit) only costs; joins of staging tables need no fine statistics.
SESSION = {
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "jit": "off",
    "default_statistics_target": "10",
    "client_connection_check_interval": "2s",
}


def prepare_session() -> None:
    """Room for sorts and indexes; and the server notices by itself when the importing process has died."""
    for setting, value in SESSION.items():
        run("SELECT set_config(%s, %s, true)", (setting, value))


def analyse_staging(mapping: Mapping) -> None:
    for record in {rule.record for rule in mapping.layers}:
        run(f"ANALYZE {record.table} ({', '.join(column.name for column in record.columns)})")
