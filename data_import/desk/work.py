"""What the worker does with an order: the import for trial or for real, and what came of it written down."""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.gis.geos import Point
from django.db import DatabaseError, close_old_connections, transaction
from django.utils import timezone
from procrastinate.exceptions import ConnectorException

from data_import.desk.comparison import Comparison, compare
from data_import.desk.findings import placed_findings
from data_import.desk.laid_out import laid_out
from data_import.desk.live import LiveLine, LiveProgress
from data_import.desk.runs import DeskError, current_number, require_same_base
from data_import.desk.uploads import remove_files
from data_import.desk.wording import at_the_desk_said
from data_import.mapping import MappingError
from data_import.models import Delivery, PublishingEvent, Run, RunChange, RunFinding
from data_import.report import KEPT_FINDINGS, Report
from data_import.services import ImportBusyError, import_network
from data_import.witness import Witness
from layers.geometry import STORAGE_SRID
from layers.models import Publication
from layers.sources import SourceError

log = logging.getLogger(__name__)
BATCH = 2000
EXPECTED = (SourceError, MappingError, ImportBusyError, DeskError)
OWN_FAULT = "El portal no pudo terminar y la red publicada no cambió. Avise a quien administra el servidor: queda en su registro."
#: An upload that was broken off is kept so long, in case it is only slow.
BROKEN_OFF_AFTER = timedelta(days=1)


class DeskWitness(Witness):
    """Takes findings with their places and, of a trial, what would change; of a publication notes who made it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.findings: list[dict] = []
        self.comparison: Comparison | None = None

    def begins(self) -> None:
        if self.run.kind == Run.Kind.PUBLISH:
            require_same_base(self.run)

    def checked(self, raws) -> None:
        if self.run.kind == Run.Kind.TRIAL:
            self.findings = placed_findings(raws, settings.DESK_FINDINGS_KEPT)

    def filled(self, number: int) -> None:
        base = Publication.objects.defer("report").current()
        if self.run.kind == Run.Kind.PUBLISH:
            self.note_event(number, base)
        elif base is not None:
            self.comparison = compare(number, base, settings.DESK_CHANGES_KEPT)

    def note_event(self, number: int, base: Publication | None) -> None:
        """In the import's own transaction: there is no publication of the desk without its event."""
        PublishingEvent.objects.create(
            kind=PublishingEvent.Kind.PUBLISHED,
            by=self.run.ordered_by,
            person=self.run.person,
            publication=number,
            previous=base.number if base else None,
            run=self.run,
        )


def carry_out(run_id: int) -> None:
    """One order, from the first step to its outcome. A run that another process has in hand, or that is over, is left alone."""
    close_old_connections()
    with LiveLine(run_id) as line:
        if not line.take() or not begin(run_id):
            return
        run = Run.objects.select_related("delivery", "ordered_by").get(pk=run_id)
        try:
            witness = DeskWitness(run)
            report = attempt(run, line, witness)
        except EXPECTED as error:
            fail(run, at_the_desk_said(str(error)))
        except (DatabaseError, ConnectorException):
            close_old_connections()
            fail(run, "La base de datos no pudo terminar y la red publicada no cambió. Inténtelo otra vez.")
            log.exception("run %s: the database did not finish", run_id)
        except Exception:
            fail(run, OWN_FAULT)
            log.exception("run %s failed", run_id)
            raise
        else:
            record(run, report, witness)


def begin(run_id: int) -> bool:
    """Also a run whose former worker died begins anew, unless it had already published."""
    if PublishingEvent.objects.filter(run=run_id).exists():
        return False
    started = {"state": Run.State.RUNNING, "started_at": timezone.now(), "steps": [], "step": "", "error": ""}
    return bool(Run.objects.filter(pk=run_id, state__in=Run.ACTIVE).update(**started))


def attempt(run: Run, line: LiveLine, witness: DeskWitness) -> Report:
    with laid_out(run) as (path, mapping):
        return import_network(
            path,
            mapping,
            cutoff=run.cutoff_on,
            srid=run.srid,
            dry_run=run.kind == Run.Kind.TRIAL,
            findings=KEPT_FINDINGS,
            progress=LiveProgress(line),
            witness=witness,
        )


def fail(run: Run, sentence: str) -> None:
    """What came to grief after the switch is published all the same."""
    event = PublishingEvent.objects.filter(run=run).first()
    if event:
        values = {"state": Run.State.PUBLISHED, "publication": event.publication, "finished_at": timezone.now()}
        Run.objects.filter(pk=run.pk).update(**values)
        return
    Run.objects.filter(pk=run.pk).update(state=Run.State.FAILED, error=sentence, finished_at=timezone.now())


@transaction.atomic
def record(run: Run, report: Report, witness: DeskWitness) -> None:
    run.findings.all().delete()
    run.changes.all().delete()
    RunFinding.objects.bulk_create((finding_of(run, each) for each in witness.findings), BATCH)
    comparison = witness.comparison
    if comparison:
        RunChange.objects.bulk_create((change_of(run, each) for each in comparison.changes), BATCH)
    is_trial = run.kind == Run.Kind.TRIAL
    passed = Run.State.PASSED if is_trial else Run.State.PUBLISHED
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.REFUSED if report.is_refused else passed,
        finished_at=timezone.now(),
        report=report.as_json(findings=0),
        comparison=comparison.counts if comparison else None,
        base=base_of(run, comparison),
        publication=None if is_trial else report.publication,
    )


def base_of(run: Run, comparison: Comparison | None) -> int | None:
    """What a trial was compared with; of a network's first publication that there was none."""
    if run.kind == Run.Kind.PUBLISH:
        return run.base
    return comparison.base if comparison else current_number()


def finding_of(run: Run, found: dict) -> RunFinding:
    texts = {name: found[name] or "" for name in ("file", "source", "asset_id", "field", "value")}
    rest = {name: found[name] for name in ("kind", "severity", "layer", "line", "reason")}
    return RunFinding(run=run, place=point(found["place"]), **texts, **rest)


def change_of(run: Run, change: dict) -> RunChange:
    return RunChange(run=run, **{**change, "place": point(change["place"])})


def point(place: tuple[float, float] | None) -> Point | None:
    return Point(*place, srid=STORAGE_SRID) if place else None


def clear_deliveries() -> int:
    """Remove old files and what was listed of them; who, when, what and with which outcome stays. Returns how many went."""
    old = timezone.now() - timedelta(days=settings.DELIVERIES_KEPT_DAYS)
    gone = 0
    for delivery in Delivery.objects.filter(created_at__lt=old, is_complete=True, removed_at=None).exclude(
        runs__state__in=Run.ACTIVE
    ):
        remove_files(delivery)
        RunFinding.objects.filter(run__delivery=delivery).delete()
        RunChange.objects.filter(run__delivery=delivery).delete()
        Delivery.objects.filter(pk=delivery.pk).update(removed_at=timezone.now())
        gone += 1
    for delivery in Delivery.objects.filter(is_complete=False, created_at__lt=timezone.now() - BROKEN_OFF_AFTER):
        remove_files(delivery)
        delivery.delete()
        gone += 1
    return gone
