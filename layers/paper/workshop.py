"""Where PDFs are made: in a process each, for so many seconds at most, so many at once on this machine."""

import fcntl
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from django.conf import settings

from layers.paper.order import Order, deliver

# A server of forks has the libraries loaded, and no thread or database connection to inherit.
processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["layers.paper.writer"])

LOOK_AGAIN_SECONDS = 0.05


class NotMade(Exception):
    """The sentence is for the reader; it may go better a while later."""


def make_pdf(order: Order) -> bytes:
    with place():
        return finished(order)


@contextmanager
def place() -> Iterator[None]:
    """One of the PDF_AT_ONCE places, shared by all processes of the web server; they fall free when a holder dies."""
    settings.FILES_ROOT.mkdir(parents=True, exist_ok=True)
    latest = time.monotonic() + settings.PDF_WAIT_SECONDS
    while True:
        for number in range(settings.PDF_AT_ONCE):
            with (settings.FILES_ROOT / f".pdf-{number}.lock").open("w") as lock:
                if is_taken_by_us(lock):
                    yield
                    return
        if time.monotonic() > latest:
            raise NotMade("Hay varios documentos en preparación. Espere unos segundos y vuelva a intentarlo.")
        time.sleep(LOOK_AGAIN_SECONDS)


def is_taken_by_us(lock) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def finished(order: Order) -> bytes:
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=deliver, args=(order, theirs), daemon=True)
    with ours:
        process.start()
        theirs.close()
        try:
            return delivered(ours)
        finally:
            process.kill()
            process.join()


def delivered(result: Connection) -> bytes:
    if not result.poll(settings.PDF_SECONDS):
        raise NotMade(
            "El documento tarda demasiado en prepararse. Pida menos filas o imprima la página desde su navegador."
        )
    return result.recv_bytes()
