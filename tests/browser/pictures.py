"""Takes the pictures that README shows, from a running portal with the demonstration network.

.venv/bin/python -m tests.browser.pictures [ADDRESS]
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
PICTURES = {
    "map.png": ("/", (1280, 800)),
    "transformer.png": ("/#mapa=17/-40.7/-72.5&sel=transformadores/328250", (1280, 800)),
    "phone.png": ("/#sel=vanos/338406", (360, 740)),
}


def main(address: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, (width, height)) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path, wait_until="networkidle")
            page.wait_for_timeout(1000)
            page.screenshot(path=FOLDER / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
