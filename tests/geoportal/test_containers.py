"""In the containers nothing but volumes can be written: whatever the portal writes must lie on one."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

COMPOSE = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (settings.BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
SETTINGS = (settings.BASE_DIR / "geoportal" / "settings.py").read_text(encoding="utf-8")
#: Settings whose default lies under var/, which is part of the image.
WRITTEN = re.findall(r'Path\(env\("(\w+)", default=str\(BASE_DIR / "var"', SETTINGS)


def volumes(service: str) -> set[str]:
    return {volume.partition(":")[2] for volume in COMPOSE["services"][service]["volumes"]}


def test_the_list_of_what_is_written_is_the_whole_one():
    assert len(WRITTEN) == SETTINGS.count("Path(env(") >= 5


@pytest.mark.parametrize("service", ["prepare", "web", "worker"])
@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_lies_on_a_volume_that_the_image_gives_to_the_portal(service: str, name: str):
    path = Path(COMPOSE["services"][service]["environment"].get(name, "/srv/portal/var"))
    on = next((volume for volume in volumes(service) if path.is_relative_to(volume)), "no volume")
    assert on in DOCKERFILE.partition("install -d -o portal")[2].splitlines()[0].split()
