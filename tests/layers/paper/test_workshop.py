"""The limits of the workshop, with real processes."""

import multiprocessing
import time
from contextlib import ExitStack
from pathlib import Path
from threading import Timer

import pytest

from layers.paper.order import Order
from layers.paper.workshop import NotMade, make_pdf, place

BUSY = "Hay varios documentos en preparación. Espere unos segundos y vuelva a intentarlo."
SLOW = "El documento tarda demasiado en prepararse. Pida menos filas o imprima la página desde su navegador."


@pytest.fixture(autouse=True)
def _limits(settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"
    settings.PDF_WAIT_SECONDS = 0.2


def order(rows: int = 1) -> Order:
    html = f'<html lang="es-CL"><title>Prueba</title><table>{"<tr><td>1</td></tr>" * rows}</table></html>'
    return Order(html, "http://portal.test/", "http://portal.test/static/", [])


def test_a_document_that_takes_too_long_is_given_up_with_its_process(settings):
    settings.PDF_SECONDS = 0.01
    began = time.monotonic()
    with pytest.raises(NotMade, match=SLOW):
        make_pdf(order(rows=20_000))
    # Written to its end it would take minutes.
    assert time.monotonic() - began < 10
    assert multiprocessing.active_children() == []


def test_a_third_at_once_is_refused_and_makes_way_again(settings):
    with ExitStack() as both:
        both.enter_context(place())
        both.enter_context(place())
        with pytest.raises(NotMade, match=BUSY):
            make_pdf(order())
    assert make_pdf(order())[:4] == b"%PDF"


def test_the_third_waits_for_a_place(settings):
    settings.PDF_WAIT_SECONDS = 30
    both = ExitStack()
    both.enter_context(place())
    both.enter_context(place())
    Timer(0.3, both.close).start()
    began = time.monotonic()
    with place():
        assert time.monotonic() - began >= 0.3


def test_a_document_given_up_leaves_its_place(settings):
    settings.PDF_AT_ONCE, settings.PDF_SECONDS = 1, 0.01
    with pytest.raises(NotMade, match=SLOW):
        make_pdf(order(rows=5_000))
    settings.PDF_SECONDS = 60
    assert make_pdf(order())[:4] == b"%PDF"
