"""Measuring, painting by phases, printing the view and taking its data along: by mouse, by finger and by keys."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Locator, expect
from pypdf import PdfReader

from tests.browser.visitor import Visitor

TRANSFORMER = "transformadores/328250"
SPAN = "vanos/338406"
POINTS_TO_MM = 25.4 / 72


def starts_measuring(visitor: Visitor) -> None:
    visitor.looks_at(SPAN, zoom=18)
    expect(visitor.page.locator("#progreso")).to_be_hidden()
    visitor.page.get_by_role("button", name="Medir distancia").click()
    visitor.sees("Medir distancia")


def presses(visitor: Visitor, right: float, down: float) -> None:
    """A click, or a tap, so many pixels from the middle of the map."""
    box = visitor.map.bounding_box()
    place = (box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down)
    if visitor.is_phone:
        visitor.page.touchscreen.tap(*place)
    else:
        visitor.page.mouse.click(*place)


def opens_print(visitor: Visitor) -> Locator:
    visitor.page.get_by_role("button", name="Imprimir", exact=True).click()
    dialog = visitor.page.get_by_role("dialog", name="Imprimir el mapa")
    is_ready(dialog)
    return dialog


def is_ready(dialog: Locator) -> None:
    expect(dialog.get_by_role("button", name="Imprimir")).to_be_enabled()


def printed(visitor: Visitor) -> tuple[list[tuple[int, int]], str]:
    """Each page's width and height in millimetres, and the words on them."""
    pages = PdfReader(BytesIO(visitor.page.pdf(prefer_css_page_size=True))).pages
    sizes = [tuple(round(float(side) * POINTS_TO_MM) for side in page.mediabox[2:]) for page in pages]
    return sizes, "\n".join(page.extract_text() for page in pages)


def test_a_distance_is_measured_point_by_point(visitor: Visitor):
    starts_measuring(visitor)
    presses(visitor, -80, -20)
    presses(visitor, -20, -20)
    # Zoom 18 at 40.5° south: 0.454 m a pixel.
    visitor.sees(re.compile(r"^Distancia: 2[67],\d m$"))
    visitor.announced(re.compile(r"^Punto 2: tramo de 2[67],\d m, total 2[67],\d m\.$"))
    presses(visitor, -20, 40)
    visitor.sees(re.compile(r"^Distancia: 5[345],\d m$"))
    visitor.page.get_by_role("button", name="Borrar").dispatch_event("click")
    visitor.sees("Medir distancia")
    visitor.panel.get_by_role("button", name="Cerrar el panel").click()
    expect(visitor.panel).to_be_hidden()
    # From now on a click asks again what lies there.
    visitor.press_middle()
    visitor.sees("Vano 338406")


def test_a_distance_is_measured_by_keys_and_sticks_to_what_stands_there(desk_visitor: Visitor):
    visitor, keyboard = desk_visitor, desk_visitor.page.keyboard
    visitor.looks_at(TRANSFORMER, zoom=18)
    expect(visitor.page.locator("#progreso")).to_be_hidden()
    visitor.page.get_by_role("button", name="Medir distancia").press("Enter")
    expect(visitor.map).to_be_focused()
    keyboard.press("Enter")
    visitor.announced(re.compile(r"^Punto 1, (Transformador|Poste) \d+\.$"))
    before = visitor.page.url
    keyboard.press("ArrowUp")
    expect(visitor.page).not_to_have_url(before)
    keyboard.press("Enter")
    visitor.announced(re.compile(r"^Punto 2.*: tramo de \d+,\d m, total \d+,\d m\.$"))
    keyboard.press("Backspace")
    visitor.announced(re.compile(r"^Último punto quitado\. Punto 1, "))
    keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()


def test_lines_are_painted_by_phases_and_the_address_tells(visitor: Visitor):
    visitor.open("/#mapa=9/-40.5/-72.7")
    layers = visitor.opens_layers()
    layers.get_by_role("radio", name="fases").check()
    expect(visitor.page).to_have_url(re.compile(r"&pintar=fases$"))
    key = layers.get_by_role("group", name="Pintar líneas por").get_by_role("listitem")
    expect(key).to_have_text(["Tres fases", "Dos fases", "Una fase", "Sin dato de fases"])
    # From afar too the lines are told apart by their phases.
    expect(layers.get_by_text("AT monofásico")).to_be_visible()
    visitor.page.reload()
    visitor.is_shown()
    expect(visitor.opens_layers().get_by_role("radio", name="fases")).to_be_checked()
    visitor.opens_layers().get_by_role("radio", name="tensión").check()
    expect(visitor.page).not_to_have_url(re.compile("pintar="))


def test_the_view_is_printed_on_the_paper_that_is_chosen(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, zoom=16)
    dialog = opens_print(visitor)
    dialog.get_by_label("Título").fill("Sector Pilmaiquén")
    sizes, words = printed(visitor)
    assert sizes == [(297, 210)]
    for said in ("Sector Pilmaiquén", "Información al 30-11-2020", "Norte arriba", "AT trifásico", "Subdere"):
        assert said in words
    assert re.search(r"\d+ k?m · 1:[\d.]+", words)
    dialog.get_by_label("A3").check()
    dialog.get_by_label("vertical").check()
    dialog.get_by_label("Escala").select_option("1:5.000")
    is_ready(dialog)
    sizes, words = printed(visitor)
    assert (sizes, "200 m · 1:5.000" in words) == ([(297, 420)], True)
    dialog.get_by_role("button", name="Cerrar").click()
    expect(dialog).to_be_hidden()


def test_printing_is_chosen_by_keys_and_escape_leads_back(desk_visitor: Visitor):
    visitor, keyboard = desk_visitor, desk_visitor.page.keyboard
    visitor.looks_at(TRANSFORMER, rest=f"&sel={TRANSFORMER}")
    visitor.sees("Transformador 328250")
    visitor.page.evaluate("window.print = () => { document.title = 'impreso'; }")
    button = visitor.page.get_by_role("button", name="Imprimir", exact=True)
    button.press("Enter")
    dialog = visitor.page.get_by_role("dialog", name="Imprimir el mapa")
    # What is selected gives the sheet its title.
    expect(dialog.get_by_label("Título")).to_have_value("Transformador 328250")
    dialog.get_by_label("A4").focus()
    keyboard.press("ArrowRight")
    expect(dialog.get_by_label("A3")).to_be_checked()
    is_ready(dialog)
    dialog.get_by_role("button", name="Imprimir").press("Enter")
    expect(visitor.page).to_have_title("impreso")
    keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    # Escape closed the dialog alone.
    visitor.sees("Transformador 328250")


def test_what_is_seen_can_be_downloaded(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, zoom=15)
    link = visitor.page.get_by_role("link", name="Descargar esta vista")
    before = link.get_attribute("href")
    assert re.search(r"/descargas/\?bbox=-72\.\d+,-40\.\d+,-72\.\d+,-40\.\d+$", before)
    visitor.page.get_by_role("button", name="Acercar").click()
    expect(link).not_to_have_attribute("href", before)
    link.click()
    expect(visitor.page.get_by_role("heading", level=1, name="Descargas")).to_be_visible()


@pytest.mark.parametrize("tool", ["Medir distancia", "Imprimir"])
def test_axe_finds_no_barrier_in_the_tools(visitor: Visitor, tool: str):
    visitor.looks_at(TRANSFORMER, rest="&pintar=fases")
    visitor.page.get_by_role("button", name=tool, exact=True).click()
    if tool == "Imprimir":
        is_ready(visitor.page.get_by_role("dialog"))
    else:
        visitor.press_middle()
    visitor.finds_no_barrier()
    assert visitor.page.evaluate("document.documentElement.scrollWidth") == visitor.page.viewport_size["width"]
