"""The search box of the ordinary pages: it answers as one types, by mouse, touch and keyboard; without a script it is a form."""

import re

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.visitor import Visitor

ADDRESSES = ["/buscar/", "/transformadores/", "/datos/"]


def box_of(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("combobox", name="Buscar en la red")


def options(visitor: Visitor) -> Locator:
    """Of its list: a grid's page has choices of its own."""
    return visitor.page.get_by_role("listbox", name="Resultados").get_by_role("option")


@pytest.mark.parametrize("address", ADDRESSES)
def test_arrows_walk_the_results_and_enter_goes_to_the_page(desk_visitor: Visitor, address):
    visitor = desk_visitor
    visitor.page.goto(address)
    box = box_of(visitor)
    box.fill("3282")
    expect(options(visitor).first).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("ArrowUp")
    chosen = options(visitor).and_(visitor.page.get_by_role("option", selected=True))
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    name = chosen.locator("span").first.inner_text()
    box.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text(name)


def test_a_result_is_pressed(visitor: Visitor):
    visitor.page.goto("/alimentadores/")
    box_of(visitor).fill("328250")
    found = visitor.page.get_by_role("option", name=re.compile("^Transformador 328250"))
    found.tap() if visitor.is_phone else found.click()
    expect(visitor.page.get_by_role("heading", level=1)).to_contain_text("Transformador 328250")


def test_escape_closes_and_enter_on_no_result_shows_them_all(desk_visitor: Visitor):
    visitor = desk_visitor
    visitor.page.goto("/datos/")
    box = box_of(visitor)
    box.fill("rio bueno")
    expect(options(visitor).first).to_be_visible()
    box.press("Escape")
    expect(options(visitor)).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("rio bueno")
    box.press("Enter")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Resultados para «rio bueno»")


def test_nothing_found_is_said(visitor: Visitor):
    visitor.page.goto("/datos/")
    box_of(visitor).fill("zzzz9999")
    expect(visitor.page.get_by_text("No encontramos «zzzz9999»").first).to_be_visible()
    visitor.announced(re.compile("^No encontramos «zzzz9999»"))


def test_axe_finds_no_barrier_with_the_results_open(visitor: Visitor):
    visitor.page.goto("/transformadores/")
    box = box_of(visitor)
    box.fill("la union")
    expect(options(visitor).first).to_be_visible()
    box.press("ArrowDown")
    visitor.finds_no_barrier()
    assert visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_without_a_script_it_is_a_form(browser: Browser, portal: str):
    context = browser.new_context(java_script_enabled=False, base_url=portal, locale="es-CL")
    page = context.new_page()
    page.goto("/datos/")
    box = page.get_by_role("searchbox", name="Buscar en la red")
    box.fill("328250")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Resultados para «328250»")
    context.close()
