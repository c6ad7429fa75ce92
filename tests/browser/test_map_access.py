"""Keys instead of a pointer, words instead of sight, a thumb instead of a mouse."""

import re

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

TRANSFORMER = "transformadores/328250"
SPAN = "vanos/338406"
SELECTED = f"&sel={TRANSFORMER}"


def test_all_of_it_is_done_by_keyboard(desk_visitor: Visitor):
    visitor, keyboard = desk_visitor, desk_visitor.page.keyboard
    visitor.looks_at(TRANSFORMER)
    # The first stop leads to the list of what the map shows.
    keyboard.press("Tab")
    expect(visitor.page.get_by_role("link", name="Ir a la lista de lo que se ve en el mapa")).to_be_focused()
    keyboard.press("Enter")
    visitor.sees("En esta vista")
    expect(visitor.panel.get_by_role("heading", name=re.compile("^Transformadores"))).to_be_visible()
    visitor.panel.get_by_role("button", name="Transformador 328250").press("Enter")
    visitor.sees("Transformador 328250")
    expect(visitor.panel.get_by_role("heading", level=2)).to_be_focused()
    visitor.announced("Transformador 328250 seleccionado")
    # Escape leads back out.
    keyboard.press("Escape")
    expect(visitor.panel).to_be_hidden()


def test_the_map_itself_is_moved_zoomed_and_asked_by_keys(desk_visitor: Visitor):
    visitor, keyboard = desk_visitor, desk_visitor.page.keyboard
    visitor.looks_at(SPAN)
    visitor.map.focus()
    keyboard.press("+")
    expect(visitor.page).to_have_url(re.compile("mapa=18/"))
    keyboard.press("Enter")
    visitor.sees("Vano 338406")
    before = visitor.page.url
    visitor.map.focus()
    keyboard.press("ArrowUp")
    expect(visitor.page).not_to_have_url(before)


def test_results_are_walked_with_arrows(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.open()
    box = visitor.page.get_by_role("combobox", name="Buscar en la red")
    box.fill("3282")
    expect(visitor.page.get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    chosen = visitor.page.get_by_role("option", selected=True)
    expect(chosen).to_have_count(1)
    name = chosen.locator("span").first.inner_text()
    box.press("Enter")
    visitor.sees(name)


def test_a_search_without_result_says_so(visitor: Visitor):
    visitor.open()
    visitor.searches("zzzz9999")
    expect(visitor.page.get_by_text("No encontramos «zzzz9999»").first).to_be_visible()


def test_axe_finds_no_barrier_on_the_map(visitor: Visitor):
    visitor.looks_at(TRANSFORMER)
    visitor.finds_no_barrier()


def test_axe_finds_no_barrier_with_the_panel_open(visitor: Visitor):
    visitor.looks_at(TRANSFORMER, rest=SELECTED)
    visitor.sees("Transformador 328250")
    expect(visitor.panel.get_by_text("de línea hasta la subestación")).to_be_visible()
    visitor.finds_no_barrier()


def test_axe_finds_no_barrier_in_lists_and_legend(visitor: Visitor):
    visitor.looks_at(TRANSFORMER)
    visitor.page.get_by_role("button", name="En esta vista").click()
    visitor.sees("En esta vista")
    visitor.page.get_by_role("combobox", name="Buscar en la red").fill("3282")
    expect(visitor.page.get_by_role("option").first).to_be_visible()
    visitor.finds_no_barrier()
    visitor.page.keyboard.press("Escape")
    visitor.opens_layers()
    visitor.finds_no_barrier()


def test_a_thumb_hits_every_button(phone_visitor: Visitor):
    phone_visitor.looks_at(TRANSFORMER, rest=SELECTED)
    phone_visitor.sees("Transformador 328250")
    boxes = [
        (button.get_attribute("aria-label") or button.inner_text(), button.bounding_box())
        for button in phone_visitor.page.locator("button:visible, .header a:visible").all()
    ]
    assert [name for name, box in boxes if box["width"] < 44 or box["height"] < 44] == []


def test_nothing_is_cut_at_the_edge_of_a_phone(phone_visitor: Visitor):
    phone_visitor.looks_at(SPAN, rest=f"&sel={SPAN}")
    phone_visitor.sees("Vano 338406")
    assert phone_visitor.page.evaluate("document.documentElement.scrollWidth") == 360
    assert phone_visitor.panel.evaluate("panel => panel.scrollWidth") == 360


def test_the_sheet_has_three_heights(phone_visitor: Visitor):
    visitor = phone_visitor
    visitor.looks_at(TRANSFORMER, rest=SELECTED)
    visitor.sees("Transformador 328250")
    heights = []
    for name in ("Abrir el panel completo", "Reducir el panel", "Abrir el panel a media pantalla"):
        heights.append(visitor.panel.bounding_box()["height"])
        visitor.page.get_by_role("button", name=name).click()
    half, full, title = heights
    assert title < half < full


def test_the_panel_never_covers_what_is_selected(visitor: Visitor):
    visitor.open()
    lon, lat = visitor.place(TRANSFORMER)
    # The address puts it where the panel will stand: at the left on a desk, at the bottom on a phone.
    shift = (0, 0.004) if visitor.is_phone else (0.008, 0)
    visitor.open(f"/?2#mapa=16/{lat + shift[1]:.5f}/{lon + shift[0]:.5f}&sel=transformadores/328250")
    visitor.sees("Transformador 328250")
    expect(visitor.page).not_to_have_url(re.compile(f"mapa=16/{lat + shift[1]:.5f}/{lon + shift[0]:.5f}"))


def test_the_last_sheet_opened_is_the_one_seen(phone_visitor: Visitor):
    phone_visitor.open()
    layers = phone_visitor.opens_layers()
    phone_visitor.page.get_by_role("button", name="Medir distancia").click()
    phone_visitor.sees("Medir distancia")
    expect(layers).to_be_hidden()
    # What is covered cannot be pressed.
    phone_visitor.opens_layers().get_by_role("radio", name="fases").check()
    expect(phone_visitor.page).to_have_url(re.compile("pintar=fases"))
