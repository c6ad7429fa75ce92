"""Downloads and open data as a visitor meets them, at a desk and on a phone."""

import zipfile

import pytest
from playwright.sync_api import expect

from tests.browser.visitor import Visitor


@pytest.mark.parametrize("address", ["/descargas/", "/descargas/?q=pilmaiquen", "/datos/"])
def test_axe_finds_no_barrier_and_nothing_is_cut_off(visitor: Visitor, address):
    page = visitor.page
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for summary in page.locator("main summary").all():
        summary.click()
    visitor.finds_no_barrier()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_a_feeder_for_google_earth(visitor: Visitor, tmp_path):
    page = visitor.page
    page.goto("/descargas/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="KMZ de LA UNION").click()
    waiting.value.save_as(tmp_path / "alimentador.kmz")

    assert waiting.value.suggested_filename == "alimentador-1-2020-11-30.kmz"
    assert b"<Placemark>" in zipfile.ZipFile(tmp_path / "alimentador.kmz").read("doc.kml")


def test_what_a_search_finds(visitor: Visitor, tmp_path):
    page = visitor.page
    page.goto("/descargas/")
    page.get_by_label("Lo que encuentra una búsqueda").fill("328250")
    page.get_by_role("button", name="Elegir formato").click()
    expect(page.get_by_text("Solo lo que encuentra la búsqueda «328250».")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV de Transformadores", exact=True).click()
    waiting.value.save_as(tmp_path / "trafo.csv")

    lines = (tmp_path / "trafo.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["id", "328250"]
