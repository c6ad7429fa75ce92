"""The recipes of /datos/ do what they promise, word for word, against the portal with the demo network."""

import re
import shutil
import subprocess
import sys
import urllib.request
from html import unescape
from pathlib import Path

import pytest


def recipe(portal: str, language: str) -> str:
    with urllib.request.urlopen(f"{portal}/datos/") as answer:
        text = answer.read().decode()
    return unescape(re.search(rf'<code class="language-{language}">(.*?)</code>', text, re.DOTALL)[1])


def output(*command: str, folder: Path) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120, cwd=folder)
    return run.stdout


def test_python(portal, tmp_path):
    first, second = output(sys.executable, "-I", "-c", recipe(portal, "python"), folder=tmp_path).splitlines()

    assert re.fullmatch(r"1\d{3} transformadores", first)
    assert re.fullmatch(r"\[\('\d', \d+\.0\), \('\d', \d+\.0\), \('\d', \d+\.0\)\]", second)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_r(portal, tmp_path):
    lines = output("Rscript", "-e", recipe(portal, "r"), folder=tmp_path).splitlines()

    assert re.fullmatch(r"\[1\] 1\d{3}", lines[0])
    assert lines[1].split() == ["feeder_id", "rated_power_kva"]
    assert len(lines) == 2 + 8


@pytest.mark.skipif(not shutil.which("ogr2ogr"), reason="GDAL's programs are not installed")
def test_gdal(portal, tmp_path):
    look, make = recipe(portal, "sh").strip().splitlines()

    assert "Layer name: transformadores" in output(*look.split(), folder=tmp_path)
    output(*make.split(), folder=tmp_path)
    assert (tmp_path / "vanos.gpkg").stat().st_size > 1_000_000
