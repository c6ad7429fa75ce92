import re

import pytest
from playwright.sync_api import expect
from pyproj import Transformer

from tests.browser.visitor import Visitor

TRANSFORMER = "transformadores/328250"
SPAN = "vanos/338406"
SELECTED = f"&sel={TRANSFORMER}"


def test_the_map_opens_on_the_whole_network(visitor: Visitor):
    visitor.open()
    expect(visitor.page).to_have_title(re.compile("^Mapa de la red eléctrica"))
    expect(visitor.page.get_by_text("Red de demostración")).to_be_visible()
    expect(visitor.page.get_by_role("main").get_by_text("Información al 30-11-2020")).to_be_visible()
    expect(visitor.panel).to_be_hidden()


def test_a_number_typed_and_entered_opens_the_transformer(visitor: Visitor):
    visitor.open()
    visitor.searches("328250")
    visitor.sees("Transformador 328250")
    expect(visitor.page).to_have_url(re.compile("sel=transformadores/328250$"))
    expect(visitor.page).to_have_title(re.compile("^Transformador 328250"))
    facts = visitor.facts()
    assert {
        "Nombre": "TRANSF.MON.10 KVA.7620 V.",
        "Capacidad": "10 kVA",
        "Tensión": "AT (media tensión)",
        "Número (placa poste)": "8377",
        "Tipo": "MONOFASICO",
        "Identificador de fase": "++R",
        "Código VNR": "SA1AS2920010",
        "Alimentador": "5 · PILMAIQUEN",
    }.items() <= facts.items()


def test_twelve_demands_are_read_as_a_chart_and_as_a_table(visitor: Visitor):
    visitor.open("/#sel=transformadores/328250")
    visitor.sees("Transformador 328250")
    chart = visitor.panel.get_by_role("img", name=re.compile("^Demanda mensual mínima y máxima de 3 de 12 meses"))
    expect(chart).to_be_visible()
    rows = visitor.rows("Demandas mensuales mínimas y máximas")
    assert rows[0] == ["11/2020", "S/I", "S/I"]
    assert rows[8:11] == [["3/2020", "6,9", "29"], ["2/2020", "7,5", "30"], ["1/2020", "7,0003", "25,99"]]
    assert len(rows) == 12


def test_the_replacement_value_is_broken_down_line_by_line(visitor: Visitor):
    visitor.open("/#sel=vanos/338406")
    visitor.sees("Vano 338406")
    rows = visitor.rows("Desglose del valor nuevo de reemplazo")
    assert [row[:2] for row in rows[1:]] == [
        ["Flete bodega", "1,33 %"],
        ["Bodega", "6,00 %"],
        ["Flete obra", "2,78 %"],
        ["Costo de ingeniería", "2,78 %"],
        ["Int. intercalarios", "2,91 %"],
        ["Gastos generales", "5,88 %"],
    ]


def test_a_span_alone_under_the_click_opens_at_once(visitor: Visitor):
    visitor.looks_at(SPAN, zoom=18)
    visitor.press_middle()
    visitor.sees("Vano 338406")
    facts = visitor.facts()
    assert (facts["Extensión"], facts["Fases"], facts["Capacidad conductor"]) == ("96 m", "RST", "S/I")
    neighbours = visitor.panel.get_by_role("listitem")
    expect(neighbours.filter(has_text="poste")).to_have_count(2)


def test_several_things_under_the_click_are_offered_and_one_is_chosen(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, zoom=18)
    visitor.press_middle()
    visitor.sees("¿Qué desea ver?")
    visitor.panel.get_by_role("button", name="Transformador 328250").click()
    visitor.sees("Transformador 328250")
    visitor.page.go_back()
    visitor.page.go_forward()
    visitor.sees("Transformador 328250")


def test_a_pole_leads_to_what_it_carries(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, zoom=18)
    visitor.press_middle()
    visitor.panel.get_by_role("button", name=re.compile("^Poste")).first.click()
    visitor.sees("Poste")
    visitor.panel.get_by_role("link", name="Transformador 328250").click()
    visitor.sees("Transformador 328250")


def test_the_path_to_the_substation_is_measured_and_shown(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, rest=SELECTED)
    expect(visitor.panel.get_by_text(re.compile(r"\d,\d km de línea hasta la subestación Pilmaiquén"))).to_be_visible()
    visitor.panel.get_by_role("button", name="Ver recorrido hasta la subestación").click()
    expect(visitor.page).to_have_url(re.compile(r"#mapa=1[0-4]/.*sel=transformadores/328250"))


def test_an_address_is_shared_and_shows_the_same(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, rest=f"&capas=vanos,transformadores{SELECTED}")
    visitor.sees("Transformador 328250")
    link = visitor.panel.get_by_label("Enlace a este elemento").first.input_value()
    assert link.endswith("&capas=vanos,transformadores&sel=transformadores/328250")
    visitor.page.goto("about:blank")
    visitor.page.goto(link)
    visitor.sees("Transformador 328250")
    visitor.page.reload()
    visitor.sees("Transformador 328250")
    layers = visitor.opens_layers()
    is_on = {
        name: layers.get_by_role("checkbox", name=re.compile(f"^{name}")).is_checked() for name in ("Vanos", "Postes")
    }
    assert is_on == {"Vanos": True, "Postes": False}


def test_a_comuna_opens_from_its_address_and_from_the_search(visitor: Visitor):
    visitor.open("/#sel=comunas/14204")
    visitor.sees("Comuna 14204")
    expect(visitor.panel.get_by_text("Río Bueno").first).to_be_visible()
    expect(visitor.page).to_have_url(re.compile("sel=comunas/14204$"))
    expect(visitor.page.get_by_role("alert")).to_be_hidden()
    visitor.open("/?2")
    visitor.page.get_by_role("combobox", name="Buscar en la red").fill("puyehue")
    visitor.page.get_by_role("option", name=re.compile("^Comuna Puyehue")).click()
    visitor.sees("Comuna 10304")


def test_the_back_button_walks_the_selections(visitor: Visitor):
    visitor.open()
    visitor.searches("328250")
    visitor.sees("Transformador 328250")
    visitor.panel.get_by_role("link", name="5 · PILMAIQUEN").first.click()
    visitor.sees("Alimentador 5")
    visitor.page.go_back()
    visitor.sees("Transformador 328250")
    visitor.page.go_back()
    expect(visitor.panel).to_be_hidden()


def test_the_panel_leads_to_the_page_of_the_thing_and_of_its_value(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.open(f"/#sel={TRANSFORMER}")
    expect(visitor.panel.get_by_role("link", name="SA1AS2920010")).to_have_attribute("href", "/vnr/SA1AS2920010/")
    visitor.panel.get_by_role("link", name="Ver ficha").click()
    expect(visitor.page).to_have_url(re.compile("/transformadores/328250/$"))


def test_coordinates_are_copied_in_degrees_and_in_utm(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.open(f"/#sel={TRANSFORMER}")
    lon, lat = visitor.place(TRANSFORMER)
    east, north = Transformer.from_crs(4326, 32718, always_xy=True).transform(lon, lat)
    degrees, utm = f"{lat:.6f}, {lon:.6f}", f"{east:,.0f} E, {north:,.0f} N".replace(",", ".").replace("E.", "E,")
    expect(visitor.panel.get_by_label("Latitud, longitud (WGS84)").first).to_have_value(degrees)
    expect(visitor.panel.get_by_label("UTM huso 18S (WGS84)").first).to_have_value(utm)
    visitor.panel.get_by_role("button", name="Copiar Latitud, longitud (WGS84)").click()
    visitor.announced(f"Copiado: {degrees}")
    assert visitor.page.evaluate("navigator.clipboard.readText()") == degrees


def test_layers_are_switched_off_and_the_address_tells(visitor: Visitor):
    visitor.open()
    layers = visitor.opens_layers()
    expect(layers.get_by_text("Subestación", exact=True)).to_be_visible()
    layers.get_by_role("checkbox", name=re.compile("^Postes")).uncheck()
    expect(visitor.page).to_have_url(
        re.compile("capas=subestaciones,alimentadores,vanos,transformadores,equipos,generadores")
    )
    layers.get_by_role("checkbox", name=re.compile("^Postes")).check()
    expect(visitor.page).not_to_have_url(re.compile("capas="))


def test_a_click_beside_everything_closes_the_panel(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.looks_at(TRANSFORMER, rest=SELECTED)
    visitor.sees("Transformador 328250")
    # Out at sea, far from any line.
    visitor.page.goto("/#mapa=17/-40.2/-74.6&sel=transformadores/328250")
    visitor.press_middle()
    expect(visitor.panel).to_be_hidden()
    expect(visitor.page).not_to_have_url(re.compile("sel="))


@pytest.mark.parametrize(
    ("asset", "words"),
    [
        ("transformadores/999", "No encontramos el transformador 999. Revise el número o búsquelo en el mapa."),
        ("subestaciones/999", "No encontramos la subestación 999. Revise el número o búsquelo en el mapa."),
    ],
)
def test_an_unknown_number_in_the_address_is_told(desk_visitor: Visitor, asset: str, words: str):
    desk_visitor.will_lose_requests()
    desk_visitor.open(f"/#sel={asset}")
    expect(desk_visitor.panel.get_by_text(words)).to_be_visible()
    expect(desk_visitor.panel.get_by_role("button", name="Reintentar")).to_have_count(0)


def test_an_address_that_makes_no_sense_is_told_and_the_rest_stands(visitor: Visitor):
    visitor.open("/#mapa=abc&sel=transformadores/328250")
    expect(visitor.page.get_by_role("alert")).to_contain_text("No entendimos esta parte de la dirección: mapa=abc")
    visitor.sees("Transformador 328250")


def test_a_server_that_is_away_is_told_and_asked_again(visitor: Visitor):
    visitor.will_lose_requests()
    visitor.page.route("**/tiles/**", lambda route: route.abort())
    visitor.looks_at(TRANSFORMER, zoom=15)
    alert = visitor.page.get_by_role("alert")
    expect(alert).to_contain_text("Falta una parte de la red en el mapa. No pudimos comunicarnos con el servidor.")
    visitor.page.unroute("**/tiles/**")
    alert.get_by_role("button", name="Reintentar").click()
    expect(alert).to_be_hidden()
    visitor.press_middle()
    expect(visitor.panel).to_be_visible()


def test_where_there_is_no_network_the_way_back_is_offered(visitor: Visitor):
    visitor.open("/#mapa=14/-40.2/-74.6")
    expect(visitor.page.get_by_role("alert")).to_contain_text("En esta parte del mapa no hay red.")
    visitor.page.get_by_role("button", name="Ver toda la red").click()
    expect(visitor.page.get_by_role("alert")).to_be_hidden()
    expect(visitor.page).to_have_url(re.compile("#mapa=(8|9|10)/"))


def test_details_that_do_not_come_can_be_asked_for_again(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.will_lose_requests()
    visitor.page.route("**/items/328250**", lambda route: route.abort())
    visitor.open("/#sel=transformadores/328250")
    expect(visitor.panel.get_by_text("No pudimos mostrar el transformador 328250.")).to_be_visible()
    visitor.page.unroute("**/items/328250**")
    visitor.panel.get_by_role("button", name="Reintentar").click()
    expect(visitor.panel.get_by_text("TRANSF.MON.10 KVA.7620 V.").first).to_be_visible()


def test_without_javascript_the_lists_are_linked(browser, portal: str):
    page = browser.new_context(java_script_enabled=False, base_url=portal).new_page()
    page.goto("/")
    page.get_by_role("link", name="Transformadores").click()
    expect(page).to_have_url(re.compile("/transformadores/$"))
    page.context.close()
