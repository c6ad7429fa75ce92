"""The readable page of the API, under the strict content security policy."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor


def test_the_api_is_read_and_tried_in_the_browser(desk_visitor: Visitor):
    page = desk_visitor.page
    page.goto("/api/docs/")
    expect(page).to_have_title("Red eléctrica: API pública")
    operation = page.locator("#operations-Transformadores-get_collections_transformadores_items")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
