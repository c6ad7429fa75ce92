"""A customers' delivery from its files to the customers' tables, in one transaction.

It is refused whole, or taken but for the services that are set aside; killed on the way, it leaves nothing behind that anyone
could see.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from accounts.models import User
from customers import document_store
from customers.identities import KWH
from customers.models import Delivery
from customers.placement import services_without_transformer
from customers.withholding import renew_withheld
from data_import.customers.checks import (
    FOLLOWING_CHECKS,
    REPEATED_KEY,
    ROW_CHECKS,
    TOO_MANY,
    record,
    run_checks,
    say,
)
from data_import.customers.decimals import decide, look_at
from data_import.customers.documents import Copies, copies_of, look_at_documents
from data_import.customers.merging import Changes, Merge, gather_needed, take_out
from data_import.customers.reading import Delivered, first_of_other_encoding, open_tables, pour
from data_import.customers.report import Report, collect_findings, tally_rows
from data_import.customers.staging import create_staging, stage
from data_import.customers.tables import PRICE_INDEX
from data_import.progress import Progress
from data_import.report import KEPT_FINDINGS
from data_import.services import ImportBusyError, prepare_session
from data_import.staging import run
from data_import.statements import statement, statements
from layers.sources.digest import digests

CUSTOMERS_LOCK = 20_201_131
KEPT_REASONS = 20
STEPS = {"read": "Leyendo…", "check": "Revisando…", "merge": "Guardando…"}


class CustomersImport:
    """One run. `report` grows as it goes."""

    def __init__(self, folder: Path, *, findings: int | None, progress: Progress) -> None:
        self.folder, self.findings, self.progress = folder, findings, progress
        self.tables, strangers = open_tables(folder)
        self.report = Report(files=digests([(each.path.name, each.path) for each in self.tables]))
        self.strangers = strangers
        self.changes: dict[str, Changes] = {}

    def examine(self) -> None:
        """All that can be wrong becomes a finding; raises SourceError when a file cannot be read."""
        prepare_session()
        create_staging()
        with self.timed("read"):
            self.look_at_files()
            for delivered in self.whole_tables():
                self.read(delivered)
        if not has_errors():
            with self.timed("check"):
                self.check()
        self.report.checks = collect_findings(self.tables, self.findings)
        self.report.rows = tally_rows(self.tables, {})

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        self.progress.step(STEPS[part])
        started = time.monotonic()
        yield
        self.report.seconds[part] = round(time.monotonic() - started, 3)

    def look_at_files(self) -> None:
        for name in self.strangers:
            say("unknown_file", name, "no es una tabla de la entrega: no se leyó")
        for delivered in self.tables:
            table = delivered.table.name
            for column in delivered.missing:
                say("missing_column", table, "falta la columna obligatoria", line=1, field=column.name)
            for name in delivered.unknown:
                say("unknown_column", table, "no se conoce esta columna: no se leyó", line=1, field=name)
            if (line := first_of_other_encoding(delivered.path)) is not None:
                say(
                    "mixed_encodings",
                    table,
                    "esta línea no es UTF-8 y otras sí: guárdelo en una sola codificación",
                    line=line,
                )

    def whole_tables(self) -> list[Delivered]:
        return [delivered for delivered in self.tables if not delivered.missing]

    def read(self, delivered: Delivered) -> None:
        pour(delivered, self.progress)
        if self.settle_decimals(delivered):
            stage(delivered)
            drop_repeated(delivered)
        run(sql.SQL("DROP TABLE {}").format(sql.Identifier(delivered.raw)))
        self.report.notes += delivered.layer.notes

    def settle_decimals(self, delivered: Delivered) -> bool:
        """Whether each column is written in one style."""
        shown, table = look_at(delivered), delivered.table.name
        for name in decide(delivered, shown):
            say(
                "doubtful_decimals",
                table,
                "no muestra su signo decimal: se leyó con punto (1.911 es menos que 2)",
                field=name,
            )
        for name, each in shown.items():
            if each.odd_line is not None:
                reason = "unas filas llevan coma decimal y otras punto: use uno solo"
                say("mixed_decimals", table, reason, line=each.odd_line, field=name)
        return all(each.odd_line is None for each in shown.values())

    def check(self) -> None:
        put_in_order()
        look_at_documents(self.folder, self.whole_tables())
        run_all("customers/after")
        run_checks(ROW_CHECKS, today=timezone.localdate().isoformat(), within_kwh=sql.Literal(KWH))
        self.report.set_aside = set_aside()
        self.report.services = figure("SELECT count(*) FROM delivered_service")
        self.report.documents = figure("SELECT count(*) FROM delivered_document")
        count, services = len(self.report.set_aside), self.report.services
        if count > settings.SET_ASIDE_SHARE * services:
            say(TOO_MANY.key, "servicios", too_many(count, services))

    def merge(self, *, user: User | None, copies: Copies | None) -> None:
        """`copies` None: a rehearsal, which writes no files."""
        with self.timed("merge"):
            delivery = Delivery.objects.create(taken_by=user, source_files=self.report.files)
            take_out()
            for delivered in self.tables:
                self.changes[delivered.table.name] = Merge(delivered, delivery.pk).merge()
            gather_needed(self.tables)
            if copies:
                copies.copy()
            run_all("customers/renew_left_out", delivery=delivery.pk, limit=KEPT_REASONS)
            renew_withheld()
        self.report.rows = tally_rows(self.tables, self.changes)
        self.report.without_transformer = list(services_without_transformer().values_list("number", flat=True))
        self.report.delivery = delivery.pk
        delivery.report = self.report.as_json(findings=KEPT_FINDINGS)
        delivery.save(update_fields=["report"])


def import_customers(
    folder: Path,
    *,
    dry_run: bool = False,
    findings: int | None = None,
    progress: Progress | None = None,
    user: User | None = None,
) -> Report:
    """Take a delivery. The report says whether it was taken; `findings` bounds those of each check in it.

    Raises SourceError when the files cannot be read, ImportBusyError when another import of customers runs.
    """
    job = CustomersImport(folder, findings=findings, progress=progress or Progress())
    with copies_of(folder) as copies, transaction.atomic():
        take_lock()
        job.examine()
        if not job.report.is_refused:
            if not dry_run:
                document_store.sweep()
            job.merge(user=user, copies=None if dry_run else copies)
        if dry_run or job.report.is_refused:
            transaction.set_rollback(True)
    if dry_run:
        job.report.delivery = None
    return job.report


def take_lock() -> None:
    if not figure("SELECT pg_try_advisory_xact_lock(%s)::int", CUSTOMERS_LOCK):
        raise ImportBusyError("Otra carga está en curso: espere a que termine y vuelva a intentarlo.")


def figure(query: str, *parameters: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]


def has_errors() -> bool:
    """Whether the files themselves refuse the delivery: then what their rows say is not looked at."""
    return bool(figure("SELECT count(*) FROM import_finding WHERE severity = 'error'"))


def run_all(name: str, **words: int) -> None:
    """A file of several statements, one after another."""
    for part in statements(name, **words):
        run(part)


def drop_repeated(delivered: Delivered) -> None:
    """A row whose key came before is a finding, and does not take part any more."""
    table = delivered.table
    if table is PRICE_INDEX:
        return
    words = {"table": sql.Identifier(table.staged), "key": sql.SQL(", ").join(map(sql.Identifier, table.key))}
    owner = sql.Identifier(table.service or table.key[0])
    query = statement(
        "customers/checks/repeated_key", **words, layer=table.name, owner=owner, field=table.key[-1], value=words["key"]
    )
    if record(REPEATED_KEY, query):
        run(statement("customers/drop_repeated", **words))


def put_in_order() -> None:
    """Months without data become unknown; readings under swapped headings change places, which is said."""
    run_all("customers/order")
    for register in ("inyeccion", "consumo"):
        names = (f"{register}_kwh", f"{register}_anterior", f"{register}_actual")
        energy, before, now = map(sql.Identifier, names)
        words = {"energy": energy, "before": before, "now": now, "within_kwh": sql.Literal(KWH)}
        run(statement("customers/swap_readings", **words, field=names[1]))


def set_aside() -> list[str]:
    """The services that cannot be taken, with those that fall with them."""
    run(statement("customers/left_out"))
    while run_checks(FOLLOWING_CHECKS):
        run("DROP TABLE left_out")
        run(statement("customers/left_out"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT service FROM left_out ORDER BY service")
        return [service for (service,) in cursor.fetchall()]


def too_many(count: int, services: int) -> str:
    return f"se apartarían {count} de {services} servicios, más de la parte permitida (SET_ASIDE_SHARE)"
