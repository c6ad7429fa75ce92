"""Takes the pictures that README and the manual show, from a running portal with the demonstration network.

.venv/bin/python -m tests.browser.pictures [ADDRESS]
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
README, MANUAL = ROOT / "docs" / "images", ROOT / "static" / "img" / "manual"
PICTURES = {
    MANUAL / "mapa.png": ("/", (800, 500)),
    MANUAL / "buscar.png": ("/buscar/?q=pilmaiquen", (960, 600)),
    MANUAL / "ficha.png": ("/transformadores/328250/", (960, 600)),
    MANUAL / "mi-transformador.png": ("/mi-transformador/?lon=-72.5257&lat=-40.7181", (960, 600)),
    README / "map.png": ("/", (1280, 800)),
    README / "transformer.png": ("/#sel=transformadores/328250", (1280, 800)),
    README / "phone.png": ("/#sel=vanos/338406", (360, 740)),
}


def main(address: str) -> None:
    for folder in (README, MANUAL):
        folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for target, (path, (width, height)) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path, wait_until="networkidle")
            page.wait_for_timeout(1000)
            page.screenshot(path=target)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
