"""A visitor walks from the map, and from the advanced search, to the golden transformer; every kind of page without barriers."""

import math
import re
import urllib.error
import urllib.request
from collections import Counter

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.visitor import Visitor
from tests.layers.views.crawler import crawl, faults
from tests.layers.views.reading import ReadPage, parse

GOLDEN = {
    "Nombre": "TRANSF.MON.10 KVA.7620 V.",
    "Código VNR": "SA1AS2920010",
    "Capacidad": "10 kVA",
    "Tensión": "AT (media tensión)",
    "Número (placa poste)": "8377",
    "Tipo": "MONOFASICO",
    "Identificador de fase": "++R",
    "Alimentador": "PILMAIQUEN",
    "Subestación": "Pilmaiquén",
}
DEMANDS = {"3/2020": ("6,9", "29"), "2/2020": ("7,5", "30"), "1/2020": ("7,0003", "25,99"), "4/2020": ("S/I", "S/I")}


def reads_the_golden_transformer(visitor: Visitor) -> None:
    page = visitor.page
    expect(page.get_by_role("heading", level=1)).to_contain_text("Transformador 328250")
    rows = page.locator("dl").first.locator("div")
    facts = {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}
    assert GOLDEN.items() <= facts.items()
    table = page.get_by_role("table", name="Demandas mensuales mínimas y máximas, en kWh")
    for month, values in DEMANDS.items():
        row = table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=month, exact=True))
        assert tuple(row.get_by_role("cell").all_inner_texts()) == values
    expect(page.get_by_role("img", name=re.compile(r"^Demandas de Transformador 328250\."))).to_be_visible()
    expect(page.get_by_role("button", name="Imprimir")).to_be_visible()


def opens_menu(visitor: Visitor, entry: str) -> None:
    if visitor.is_phone:
        visitor.page.locator("summary", has_text="Menú").click()
    visitor.page.get_by_role("navigation", name="Principal").get_by_role("link", name=entry).click()


def test_from_the_map_to_the_transformer_and_back(visitor: Visitor):
    visitor.open()
    visitor.searches("328250")
    visitor.sees("Transformador 328250")
    visitor.panel.get_by_role("link", name="Ver ficha").click()
    reads_the_golden_transformer(visitor)
    visitor.page.get_by_role("link", name="Ver en mapa").click()
    visitor.sees("Transformador 328250")


def test_from_the_advanced_search_list_by_list(visitor: Visitor):
    visitor.open()
    opens_menu(visitor, "Consulta")
    page = visitor.page
    for name, choice in (("Región", "Región de Los Ríos"), ("Comuna", "Río Bueno"), ("Subestación", "Pilmaiquén")):
        page.get_by_role("combobox", name=name).select_option(choice)
    # The list was cut down without a reload, and the map went along.
    expect(page.get_by_role("img", name="Mapa de Subestación 2")).to_be_visible()
    page.get_by_role("combobox", name="Alimentador").select_option("PILMAIQUEN")
    page.get_by_role("combobox", name="Transformador").select_option("328250 TRANSF.MON.10 KVA.7620 V.")
    expect(page.get_by_role("img", name="Mapa de Transformador 328250")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Buscar").last.click()
    reads_the_golden_transformer(visitor)


def test_from_grid_to_grid_by_the_breadcrumb(visitor: Visitor):
    page = visitor.page
    page.goto("/subestaciones/?comuna=14204")
    expect(page.get_by_role("rowheader")).to_have_text(["Subestación 1", "Subestación 2"])
    page.get_by_role("link", name="VER alimentadores de Pilmaiquén").click()
    page.get_by_role("link", name="VER transformadores de PILMAIQUEN").click()
    page.get_by_role("link", name="328250", exact=True).click()
    reads_the_golden_transformer(visitor)
    page.get_by_role("navigation", name="Ruta").get_by_role("link", name="PILMAIQUEN", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Alimentador")


def test_without_a_script_the_advanced_search_has_a_button(browser: Browser, portal: str):
    page = browser.new_page(base_url=portal, java_script_enabled=False)
    page.goto("/consulta/")
    page.get_by_role("combobox", name="Región").select_option("Región de Los Ríos")
    page.get_by_role("button", name="Actualizar las listas").click()
    page.get_by_role("combobox", name="Comuna").select_option("Río Bueno")
    page.get_by_role("main").get_by_role("button", name="Buscar").last.click()
    expect(page.get_by_role("rowheader")).to_have_text(["Subestación 1", "Subestación 2"])
    page.close()


def test_a_touch_on_the_small_map_finds_my_transformer(visitor: Visitor):
    page = visitor.page
    lon, lat = visitor.place("transformadores/328250")
    page.goto(f"/mi-transformador/?lon={lon}&lat={lat}")
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Transformador 328250")
    before = page.url
    drawing = page.get_by_role("img", name="Mapa del punto elegido y de los transformadores cercanos")
    box = drawing.bounding_box()
    drawing.click(position={"x": box["width"] / 2 + 40, "y": box["height"] / 2})
    page.wait_for_url(lambda address: address != before)
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Transformador 328250")


def test_my_own_place_is_used_when_i_allow_it(desk_visitor: Visitor):
    page = desk_visitor.page
    lon, lat = desk_visitor.place("transformadores/328250")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": lon, "latitude": lat})
    page.goto("/mi-transformador/")
    page.get_by_role("button", name="Usar mi ubicación").click()
    expect(page.get_by_role("heading", level=3).first).to_contain_text("Transformador 328250")


ONE_OF_EACH = (
    "/consulta/",
    "/consulta/?buscar=1",
    "/buscar/?q=pilmaiquen",
    "/filtro/?por=placa&numero=zzz",
    "/mi-transformador/?lon=-72.5257&lat=-40.7181",
    "/glosario/",
    "/manual/",
    "/subestaciones/",
    "/subestaciones/2/",
    "/subestaciones/2/alimentadores/",
    "/alimentadores/1/",
    "/alimentadores/1/transformadores/?comuna=14201",
    "/transformadores/?q=zzz",
    "/transformadores/328250/",
    "/postes/",
    "/vanos/?q=338406",
    "/vanos/338406/",
    "/equipos/",
    "/generadores/",
    "/vnr/",
    "/vnr/12/",
)


@pytest.mark.parametrize("address", ONE_OF_EACH)
def test_axe_finds_no_barrier_and_nothing_is_cut_off(visitor: Visitor, address):
    page = visitor.page
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.finds_no_barrier()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def fetched(address: str) -> ReadPage:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return parse(answer.read().decode(), answer.status)
    except urllib.error.HTTPError as error:
        return parse(error.read().decode(), error.code)


def test_every_kind_of_page_of_the_demo_stands(portal: str):
    pages = crawl(lambda address: fetched(portal + address))
    assert [fault for address, page in pages if is_ours(address) for fault in faults(address, page)] == []


@pytest.mark.slow
def test_every_link_of_the_demo_leads_to_a_page_of_its_own(portal: str):
    """Each address without a query, and two hundred with one of each pattern; pages are not kept, there are thousands."""
    found, titles = [], Counter[str]()
    for address, page in crawl(lambda address: fetched(portal + address), most=math.inf, most_asked=200):
        if is_ours(address):
            found += faults(address, page)
            titles.update([page.title] if "?" not in address else [])
    assert found == []
    assert [title for title, times in titles.items() if times > 1] == []


def is_ours(address: str) -> bool:
    return not address.startswith("/api/")
