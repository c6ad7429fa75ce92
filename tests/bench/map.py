"""The map in a real Chromium: frames while panning and zooming, a click until the panel is filled, weight of the page.

    script/bench map [--runs 3] [--things 5000]

One network of 60,000 spans; the view is the first zoom that draws at least so many things. Figures are of this machine, without
a graphics card: Chromium draws in software.
"""

import argparse
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.bench.support.database import use_network
from tests.bench.support.programs import Server, gunicorn
from tests.bench.support.table import Result, print_results

SPANS = 60_000
CLICKS = 40
FRAME_MS, BLOCK_MS, CLICK_MS, WEIGHT_KB = 33, 200, 100, 300
#: Counts frames and what blocks the main thread, from now on.
WATCH = """() => {
    window.frames_ms = []; window.blocks_ms = [];
    let last = performance.now();
    const next = (now) => { window.frames_ms.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
    new PerformanceObserver((list) => window.blocks_ms.push(...list.getEntries().map((each) => each.duration)))
        .observe({ entryTypes: ["longtask"] });
}"""
READ = "() => [window.frames_ms.splice(0), window.blocks_ms.splice(0)]"
#: From the press of the button to the first frame that shows facts or choices.
TIME_CLICK = """() => new Promise((resolve) => {
    let pressed = 0;
    addEventListener("click", () => { pressed = performance.now(); }, { capture: true, once: true });
    const panel = document.getElementById("panel");
    const look = () => {
        if (!pressed || !panel.querySelector(".facts, .choice")) return;
        watcher.disconnect();
        requestAnimationFrame(() => resolve(performance.now() - pressed));
    };
    const watcher = new MutationObserver(look);
    watcher.observe(panel, { subtree: true, childList: true });
    window.ready_to_click = true;
})"""
WEIGH = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(({ name }) => !/[/](geo|api)[/]/.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)"""


def main() -> None:
    arguments = parse()
    with gunicorn(use_network(SPANS)) as portal, a_page() as page:
        page.goto(portal.url())
        page.wait_for_load_state("networkidle")
        weight = page.evaluate(WEIGH) / 1000
        drawn = go_where_enough_is_drawn(page, portal, arguments.things)
        frames, blocks = measure_moves(page, arguments.runs)
        clicks = measure_clicks(page, portal)
    print_results(f"the map with {drawn:,} things in view", results(frames, blocks, clicks, weight))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--things", type=int, default=5000)
    return parser.parse_args()


@contextmanager
def a_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": 1280, "height": 800})
        browser.close()


def go_where_enough_is_drawn(page: Page, portal: Server, things: int) -> int:
    """From near to far, in the middle of the network; returns how many things the map says are in view."""
    lon, lat = middle_of_network(page, portal)
    for zoom in (16, 15, 14, 13):
        show(page, portal, f"#mapa={zoom}/{lat}/{lon}")
        page.get_by_role("button", name="En esta vista").click()
        words = page.get_by_text("en esta vista.").first.inner_text()
        drawn = int("".join(character for character in words.split(" ")[0] if character.isdigit()) or 0)
        page.get_by_role("button", name="Cerrar el panel").click()
        if drawn >= things:
            break
    return drawn


def middle_of_network(page: Page, portal: Server) -> list[float]:
    spans = page.request.get(portal.url(f"/api/collections/vanos/items?limit=1&offset={SPANS // 2}")).json()["features"]
    return spans[0]["geometry"]["coordinates"][0]


def show(page: Page, portal: Server, address: str) -> None:
    page.goto("about:blank")
    page.goto(portal.url(f"/{address}"))
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)


def measure_moves(page: Page, runs: int) -> tuple[list[list[float]], list[list[float]]]:
    page.evaluate(WATCH)
    frames, blocks = [], []
    for _ in range(runs):
        page.evaluate(READ)
        drag(page, (800, 500), (-8, -4))
        drag(page, (450, 300), (8, 4))
        for step in (-120, 120):
            page.mouse.wheel(0, step)
            page.wait_for_timeout(900)
        found = page.evaluate(READ)
        frames.append(found[0])
        blocks.append(found[1] or [0])
    return frames, blocks


def drag(page: Page, start: tuple[int, int], step: tuple[int, int]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for count in range(40):
        page.mouse.move(start[0] + step[0] * count, start[1] + step[1] * count)
        page.wait_for_timeout(12)
    page.mouse.up()
    page.wait_for_timeout(400)


def measure_clicks(page: Page, portal: Server) -> list[float]:
    """Each on another span, in the middle of the map."""
    address = f"/api/collections/vanos/items?limit={CLICKS}&offset={SPANS // 3}"
    spans = page.request.get(portal.url(address)).json()["features"]
    times = []
    for span in spans:
        ends = span["geometry"]["coordinates"]
        lon, lat = ((ends[0][axis] + ends[-1][axis]) / 2 for axis in (0, 1))
        show(page, portal, f"#mapa=18/{lat:.6f}/{lon:.6f}")
        box = page.get_by_role("region", name="Mapa de la red").bounding_box()
        timed = page.evaluate_handle(f"() => ({{ answer: ({TIME_CLICK})() }})")
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        times.append(timed.evaluate("({ answer }) => answer"))
    return times


def results(frames: list[list[float]], blocks: list[list[float]], clicks: list[float], weight: float) -> list[Result]:
    return [
        within(
            Result("frame while panning and zooming, 95th percentile", [ninety_five(run) for run in frames], "ms"),
            FRAME_MS,
        ),
        within(Result("longest block of the main thread", [max(run) for run in blocks], "ms"), BLOCK_MS),
        within(Result("click → panel filled, 95th percentile", [ninety_five(clicks)], "ms"), CLICK_MS),
        within(Result("first load, compressed, without base map", [weight], "kB"), WEIGHT_KB),
    ]


def within(result: Result, most: float) -> Result:
    result.target, result.met = f"≤ {most:g} {result.unit}", result.figure <= most
    return result


def ninety_five(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


if __name__ == "__main__":
    main()
