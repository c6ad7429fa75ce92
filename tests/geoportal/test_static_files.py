"""What a browser gets in production: hashed names, and modules that import each other by them."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.fixture(scope="module")
def collected(tmp_path_factory) -> Path:
    from django.test import override_settings

    root = tmp_path_factory.mktemp("static")
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "geoportal.storage.PortalStaticFilesStorage"},
    }
    with override_settings(STATIC_ROOT=root, STORAGES=storages):
        # What installed packages bring takes a minute to compress.
        others = ["drf_spectacular_sidecar", "rest_framework", "gis"]
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)
    return root


def served_name(root: Path, name: str) -> str:
    return json.loads((root / "staticfiles.json").read_text(encoding="utf-8"))["paths"][name]


def imports_of(file: Path) -> list[Path]:
    text = file.read_text(encoding="utf-8")
    return [(file.parent / name).resolve() for name in re.findall(r'(?:from|import) ?"(\.[^"]+)"', text)]


def modules_from(file: Path) -> set[Path]:
    found, waiting = set(), [file]
    while waiting:
        module = waiting.pop()
        if module not in found:
            found.add(module)
            waiting += imports_of(module)
    return found


def test_modules_import_each_other_by_hashed_names(collected: Path):
    modules = modules_from(collected / served_name(collected, "js/pages/map.js"))
    assert [module.name for module in modules if not module.is_file()] == []
    assert [module.name for module in modules if not re.search(r"\.[0-9a-f]{12}\.js$", module.name)] == []
    assert len(modules) > 40


def test_the_first_load_is_light(collected: Path):
    """300 kB, compressed, without the base map, is the limit of docs/performance.md; the page itself takes some of it."""
    modules = modules_from(collected / served_name(collected, "js/pages/map.js"))
    styles = [
        collected / served_name(collected, str(path.relative_to(collected)))
        for path in collected.glob("css/**/*.css")
        if not re.search(r"\.[0-9a-f]{12}\.css$", path.name)
    ]
    compressed = [file.with_name(f"{file.name}.gz") for file in (*modules, *styles)]
    weight = sum((each if each.is_file() else each.with_suffix("")).stat().st_size for each in compressed)
    assert weight < 250_000
