"""The publishing desk as Marta works at it: a bad delivery is refused, a good one published, the former brought back."""

import csv
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Locator, expect

from data_import.demo import write_demo
from tests.browser.conftest import manage, own_settings
from tests.browser.visitor import Visitor

RUT, PASSWORD = "66.666.666-6", "una clave de prueba"
MAKE_MARTA = f"""
from accounts.models import User
from django.contrib.auth.models import Permission
from django.utils import timezone
marta = User.objects.create_user("66666666-6", {PASSWORD!r}, first_name="Marta", is_staff=True)
User.objects.filter(pk=marta.pk).update(email_confirmed_at=timezone.now())
marta.user_permissions.add(Permission.objects.get(codename="publish_network"))
"""
#: The demonstration network alone is current again, and nothing of the desk is left.
TIDY_UP = """
from accounts.models import User
from data_import.models import Delivery, PublishingEvent, Run
from layers.models import Publication
from layers.publications import make_current, retire
make_current(1)
for publication in Publication.objects.exclude(pk=1):
    retire(publication.pk)
for each in (PublishingEvent.objects.all(), Run.objects.all(), Delivery.objects.all(), User.objects.filter(rut="66666666-6")):
    each.delete()
"""
TRIAL_WITHIN_MS = 120_000


@pytest.fixture
def deliveries() -> Iterator[None]:
    folder = Path(own_settings()["DELIVERIES_ROOT"])
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def marta(portal: str, deliveries: None) -> Iterator[None]:
    """Someone of the group, and a worker at work."""
    environment = own_environment()
    manage(["shell", "-c", MAKE_MARTA], environment)
    words = [sys.executable, "manage.py", "procrastinate", "worker", "--queues", "default"]
    worker = subprocess.Popen(words, cwd=settings.BASE_DIR, env=environment, stderr=subprocess.DEVNULL)
    yield
    worker.terminate()
    worker.wait(timeout=30)
    manage(["shell", "-c", TIDY_UP], environment)


def own_environment() -> dict[str, str]:
    return {**os.environ, **own_settings()}


@pytest.fixture(scope="module")
def demo() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.gpkg"
        write_demo(path, 1)
        yield path


def altered(demo: Path, name: str, *statements: str) -> Path:
    """The demonstration network with some rows of it changed, as a utility's next delivery."""
    path = demo.with_name(name)
    shutil.copy(demo, path)
    with sqlite3.connect(path) as database:
        for statement in statements:
            database.execute(statement)
    database.close()
    return path


@pytest.fixture(scope="module")
def bad(demo: Path) -> Path:
    return altered(demo, "mala.gpkg", "UPDATE vanos SET from_node = 'NADA' WHERE fid IN (100, 200, 300)")


@pytest.fixture(scope="module")
def good(demo: Path) -> Path:
    return altered(
        demo,
        "buena.gpkg",
        "UPDATE transformadores SET rated_power_kva = 15 WHERE id = '328250'",
        "DELETE FROM postes WHERE fid IN (5, 6)",
    )


class Publisher:
    """Marta, in words of the screen."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def signs_in(self) -> None:
        self.page.goto("/publicar/")
        self.page.get_by_role("textbox", name="RUT").fill(RUT)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.get_by_role("main").get_by_role("button", name="Ingresar").click()
        self.reads("Publicar la red")

    def reads(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading, timeout=TRIAL_WITHIN_MS)

    def looks(self) -> None:
        """No barrier, and nothing cut off at the right edge."""
        self.visitor.finds_no_barrier()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]

    def uploads(self, path: Path) -> None:
        self.page.goto("/publicar/")
        self.page.get_by_label("Archivos").set_input_files(path)
        self.page.get_by_role("button", name="Subir").click()
        self.reads("Entrega")

    def tries(self, path: Path, outcome: str) -> None:
        self.uploads(path)
        self.looks()
        self.page.get_by_role("radio", name="Canónico").check()
        self.page.get_by_label("Fecha de corte").fill("2020-12-31")
        self.page.get_by_role("button", name="Hacer el ensayo").click()
        self.reads(outcome)
        self.looks()

    def points(self) -> Locator:
        return self.page.locator("path.place")

    def opens(self, link: str) -> None:
        self.page.get_by_role("main").get_by_role("link", name=link).click()

    def popup(self) -> Locator:
        return self.page.locator(".leaflet-popup-content")


def test_a_bad_delivery_is_refused_a_good_one_published_and_the_former_brought_back(
    visitor: Visitor, marta, bad: Path, good: Path, tmp_path: Path
):
    publisher, page = Publisher(visitor), visitor.page
    publisher.signs_in()
    publisher.looks()

    publisher.tries(bad, "Rechazada")
    expect(page.get_by_text("Rechazada: 3 errores y")).to_be_visible()
    publisher.opens("Ver los hallazgos en el mapa")
    # The map has come: now the page's script is there, too.
    expect(page.get_by_role("status").filter(has_text="En el mapa")).to_have_text("En el mapa: 4 de 6.")
    page.get_by_label("Gravedad").select_option("Error")
    expect(page.get_by_role("status").filter(has_text="En el mapa")).to_have_text("En el mapa: 3 de 3.")
    expect(publisher.points()).to_have_count(3)
    page.get_by_role("link", name="Ver en mapa").nth(1).click()
    expect(publisher.popup()).to_contain_text("no hay tal nodo en la entrega")
    publisher.looks()

    publisher.tries(good, "Se puede publicar")
    publisher.opens("Transformadores")
    publisher.reads("Cambios del ensayo")
    expect(page.get_by_text("Capacidad: 10 → 15")).to_be_visible()
    expect(publisher.points()).to_have_count(1)
    publisher.looks()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "cambios.csv")
    rows = list(csv.reader((tmp_path / "cambios.csv").open(encoding="utf-8-sig"), delimiter=";"))
    assert [row[:4] for row in rows[1:]] == [["Cambió", "Transformadores", "328250", "Capacidad: 10 → 15"]]

    page.get_by_role("navigation", name="Ruta").get_by_role("link", name="Ensayo").click()
    publisher.opens("Publicar…")
    publisher.reads("¿Publicar esta red?")
    publisher.looks()
    page.get_by_role("button", name="Sí, publicar").click()
    publisher.reads("Publicada")
    page.goto("/transformadores/328250/")
    expect(page.get_by_text("15 kVA", exact=True).first).to_be_visible()

    page.goto("/publicar/publicaciones/")
    publisher.looks()
    publisher.opens("Volver a esta")
    publisher.reads("¿Volver a la publicación 1?")
    publisher.looks()
    page.get_by_role("button", name="Sí, volver a esta").click()
    publisher.reads("Publicaciones")
    expect(page.get_by_text("Marta").first).to_be_visible()
    expect(page.get_by_text("volvió a la publicación 1, en lugar de la 2")).to_be_visible()
    page.goto("/transformadores/328250/")
    expect(page.get_by_text("10 kVA", exact=True).first).to_be_visible()


def test_without_a_script_files_come_by_a_plain_form_and_the_page_refreshes_itself(
    browser: Browser, portal: str, marta, good: Path
):
    page = browser.new_page(base_url=portal, java_script_enabled=False)
    publisher = Publisher(Visitor(page, is_phone=False))
    publisher.signs_in()
    publisher.uploads(good)
    page.get_by_role("button", name="Hacer el ensayo").click()
    publisher.reads("Se puede publicar")
    expect(page.get_by_role("row").filter(has_text="Transformadores").first).to_contain_text("1")
    publisher.opens("Postes")
    expect(page.get_by_role("row").filter(has_text="Ya no está")).to_have_count(2)
    expect(page.get_by_role("link", name="Ver en mapa").first).to_have_attribute("href", re.compile("^/#mapa=17/"))
    page.close()
