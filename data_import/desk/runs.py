"""Orders to the worker: to try a delivery, to publish it; and what became of an order whose worker died."""

from datetime import date, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

from accounts.models import User
from data_import.desk.live import is_alive
from data_import.desk.people import name_of
from data_import.models import Delivery, PublishingEvent, Run
from layers.models import Publication
from layers.publications import SwitchBusyError, make_current, take_switch_lock

#: data_import.tasks, which imports what this module serves.
TASK = "data_import.carry_out_run"
WORKER_SILENT_AFTER = timedelta(minutes=1)
DIED = "El proceso que lo hacía se detuvo antes de terminar; la red publicada no cambió. Puede hacerlo otra vez."
BUSY = "Hay otro ensayo u otra publicación en curso: espere a que termine y vuelva a intentarlo."
ENDED = ("succeeded", "failed", "cancelled", "aborted")


class DeskError(Exception):
    """What the desk does not do, in a sentence for the person."""


class ChangedBaseError(DeskError):
    def __init__(self) -> None:
        super().__init__(
            "La red vigente cambió después de este ensayo, y la comparación ya no vale: haga otro ensayo antes de publicar."
        )


def order_trial(
    delivery: Delivery,
    by: User,
    *,
    mapping: str,
    mapping_text: str = "",
    cutoff: date | None = None,
    srid: int | None = None,
) -> Run:
    """Raises DeskError when the files are gone or another run is under way."""
    require_files(delivery)
    run = Run(
        delivery=delivery,
        kind=Run.Kind.TRIAL,
        mapping=mapping,
        mapping_text=mapping_text,
        cutoff_on=cutoff,
        srid=srid,
    )
    return ordered(run, by)


def order_publication(trial: Run, by: User) -> Run:
    """Publish what was tried and compared. Raises DeskError, ChangedBaseError when people see another network since."""
    if trial.kind != Run.Kind.TRIAL or trial.state != Run.State.PASSED:
        raise DeskError("Solo se publica lo que pasó un ensayo: haga uno primero.")
    if PublishingEvent.objects.filter(run__of_trial=trial).exists():
        raise DeskError("Este ensayo ya se publicó.")
    require_files(trial.delivery)
    require_same_base(trial)
    run = Run(
        delivery=trial.delivery,
        kind=Run.Kind.PUBLISH,
        of_trial=trial,
        mapping=trial.mapping,
        mapping_text=trial.mapping_text,
        cutoff_on=date.fromisoformat(trial.report["cutoff_on"]),
        srid=trial.srid,
        base=trial.base,
    )
    return ordered(run, by)


def order_again(run: Run, by: User) -> Run:
    """The same order once more, after it could not be finished."""
    if run.is_active:
        raise DeskError(BUSY)
    if run.kind == Run.Kind.PUBLISH and run.of_trial:
        return order_publication(run.of_trial, by)
    mapping = {"mapping": run.mapping, "mapping_text": run.mapping_text}
    return order_trial(run.delivery, by, cutoff=run.cutoff_on, srid=run.srid, **mapping)


def require_files(delivery: Delivery) -> None:
    if delivery.removed_at or not delivery.is_complete:
        raise DeskError("Los archivos de esta entrega ya no están en el portal: súbalos otra vez.")


def require_same_base(run: Run) -> None:
    if current_number() != run.base:
        raise ChangedBaseError


def current_number() -> int | None:
    return Publication.objects.filter(is_current=True).values_list("number", flat=True).first()


def ordered(run: Run, by: User) -> Run:
    """Handed to the worker; only one run is under way at a time."""
    settle_all()
    run.ordered_by, run.person = by, name_of(by)
    try:
        with transaction.atomic():
            run.save(force_insert=True)
            run.job = app.configure_task(TASK).defer(run=run.pk)
            run.save(update_fields=["job"])
    except IntegrityError:
        raise DeskError(BUSY) from None
    return run


def cancel(run: Run) -> None:
    """Withdraw an order that no worker has begun. Raises DeskError when one has."""
    if not Run.objects.filter(pk=run.pk, state=Run.State.WAITING).update(
        state=Run.State.CANCELLED, finished_at=timezone.now()
    ):
        raise DeskError("Ya empezó: espere a que termine.")


def settle_all() -> None:
    for run in Run.objects.filter(state__in=Run.ACTIVE):
        settle(run)


def settle(run: Run) -> Run:
    """A run that nobody carries out any more is said to have failed; returns it as it stands now."""
    if not run.is_active or not is_lost(run):
        return run
    run.refresh_from_db()
    if run.is_active:
        event = PublishingEvent.objects.filter(run=run).first()
        state = Run.State.PUBLISHED if event else Run.State.FAILED
        values = {"publication": event.publication} if event else {"error": DIED}
        Run.objects.filter(pk=run.pk, state__in=Run.ACTIVE).update(state=state, finished_at=timezone.now(), **values)
        run.refresh_from_db()
    return run


def is_lost(run: Run) -> bool:
    if is_alive(run.pk):
        return False
    if run.state == Run.State.RUNNING:
        return True
    job = ProcrastinateJob.objects.select_related("worker").filter(pk=run.job or 0).first()
    if job is None or job.status in ENDED:
        return True
    return job.status == "doing" and not (
        job.worker and job.worker.last_heartbeat > timezone.now() - WORKER_SILENT_AFTER
    )


def worker_is_alive() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - WORKER_SILENT_AFTER).exists()


@transaction.atomic
def return_to(number: int, by: User) -> PublishingEvent:
    """Make an earlier publication the one people see. Raises DeskError, also while an import is under way."""
    try:
        take_switch_lock()
    except SwitchBusyError:
        raise DeskError(BUSY) from None
    previous = current_number()
    if previous == number:
        raise DeskError(f"La publicación {number} ya es la vigente.")
    try:
        make_current(number)
    except Publication.DoesNotExist:
        raise DeskError(f"La publicación {number} ya no se guarda.") from None
    return PublishingEvent.objects.create(
        kind=PublishingEvent.Kind.RETURNED, by=by, person=name_of(by), publication=number, previous=previous
    )


def kept_until(delivery: Delivery) -> date:
    return timezone.localdate(delivery.created_at) + timedelta(days=settings.DELIVERIES_KEPT_DAYS)
