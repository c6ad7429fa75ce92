"""What a visitor of the map does and sees, in words of the screen."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


class Visitor:
    def __init__(self, page: Page, *, is_phone: bool) -> None:
        self.page = page
        self.is_phone = is_phone
        self.expected = re.compile("(?!)")

    def open(self, address: str = "/") -> None:
        self.page.goto(address)
        self.is_shown()

    def is_shown(self) -> None:
        expect(self.page).to_have_url(re.compile(r"#mapa=\d+/-?[\d.]+/-?[\d.]+"))

    @property
    def map(self) -> Locator:
        return self.page.get_by_role("region", name="Mapa de la red")

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("complementary")

    def sees(self, title: str) -> None:
        expect(self.panel.get_by_role("heading", level=2, name=title)).to_be_visible()

    def press_middle(self) -> None:
        """Click, or tap, in the middle of the map."""
        box = self.map.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if self.is_phone:
            self.page.touchscreen.tap(x, y)
        else:
            self.page.mouse.click(x, y)

    def searches(self, text: str) -> None:
        box = self.page.get_by_role("combobox", name="Buscar en la red")
        box.fill(text)
        box.press("Enter")

    def opens_layers(self) -> Locator:
        button = self.page.get_by_role("button", name="Capas y leyenda")
        if button.get_attribute("aria-expanded") == "false":
            button.click()
        return self.page.get_by_role("region", name="Capas y leyenda")

    def facts(self) -> dict[str, str]:
        expect(self.panel.locator("dl")).to_be_visible()
        rows = self.panel.locator("dl > div")
        return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows.all()}

    def rows(self, caption: str) -> list[list[str]]:
        table = self.panel.get_by_role("table", name=caption)
        expect(table).to_be_visible()
        return [[cell.inner_text() for cell in row.locator("th, td").all()] for row in table.locator("tbody tr").all()]

    def announced(self, text: str | re.Pattern) -> None:
        expect(self.page.locator("[aria-live=polite]").last).to_have_text(text)

    def place(self, asset: str) -> list[float]:
        """Longitude and latitude of a thing of the API: the point, or halfway between a line's ends."""
        geometry = self.page.request.get("/api/collections/{}/items/{}".format(*asset.split("/"))).json()["geometry"]
        points = geometry["coordinates"] if geometry["type"] == "LineString" else [geometry["coordinates"]]
        return [(points[0][axis] + points[-1][axis]) / 2 for axis in (0, 1)]

    def looks_at(self, asset: str, zoom: int = 17, rest: str = "") -> None:
        """The thing in the middle of the map; `rest`: what else the address says."""
        lon, lat = self.place(asset)
        self.open(f"/#mapa={zoom}/{lat:.6f}/{lon:.6f}{rest}")

    def will_lose_requests(self) -> None:
        """A request that the test itself makes fail is written to the console by Chromium."""
        self.expected = re.compile(r"Failed to load resource")

    def expects(self, problem: str) -> bool:
        return bool(self.expected.search(problem))

    def finds_no_barrier(self) -> None:
        """axe-core; evaluated from outside the page, so that its policy stays as it is."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        result = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in result["violations"]] == []
