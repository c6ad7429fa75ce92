"""What the portal exports it can load again: the same publication, row for row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.contrib.gis.geos import Point
from django.db import connection

from data_import.demo import write_demo
from data_import.mapping import SHIPPED
from data_import.services import import_network
from layers.exports import Download, find_format
from layers.exports.base import NETWORK
from layers.exports.selection import Selection
from layers.exports.tables import network_tables
from layers.models import Generator, Pole, Publication
from tests.data_import.deliveries import sound_network, write_delivery
from tests.layers.exports.publications_alike import differences

REAL_NETWORK = Path(__file__).resolve().parents[4] / "shared" / "data" / "real_network" / "mux_energia.gpkg"
BRAZIL = "extent = [-74.0, -34.0, -28.0, 6.0]"
ROUND_TRIPS = pytest.mark.parametrize("suffix", [".gpkg", ".zip", ".geojson.zip"])


@pytest.fixture
def take(db) -> Callable[..., Publication]:
    def take(path: Path, mapping: str | Path = "canonical", **options) -> Publication:
        forget_staging()
        report = import_network(path, str(mapping), **options)
        assert not report.is_refused, [check for check in report.checks if check.severity == "error"]
        return Publication.objects.current()

    return take


def forget_staging() -> None:
    """A test is one transaction: what an import leaves until its end would be there for the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TABLE "{name}" CASCADE')


def exported(publication: Publication, suffix: str, folder: Path) -> Path:
    """The file of the whole network, as /descargas/ gives it."""
    path = folder / f"red{suffix.removeprefix('.geojson')}"
    format_ = find_format(suffix, NETWORK)
    path.write_bytes(b"".join(format_.stream(Download(publication, network_tables(), Selection(), "red", "Red"))))
    return path


def assert_alike(one: Publication, other: Publication) -> None:
    assert differences(one, other) == {}
    assert (other.counts, other.metric_srid, other.cutoff_on) == (one.counts, one.metric_srid, one.cutoff_on)


@ROUND_TRIPS
def test_a_small_network_comes_back(take, tmp_path, suffix):
    network = sound_network()
    # What a spreadsheet would run, and quotes, commas and lines that a table must keep.
    network["postes"][0]["name"] = '=1+1; "dos", tres\ny @cuatro'
    network["transformadores"][0]["source_id"] = "'=1"
    first = take(write_delivery(tmp_path / "entrega", network), cutoff=date(2020, 11, 30))

    assert_alike(first, take(exported(first, suffix, tmp_path)))


def test_a_change_is_seen(take, tmp_path):
    first = take(write_delivery(tmp_path / "entrega", sound_network()), cutoff=date(2020, 11, 30))
    second = take(exported(first, ".gpkg", tmp_path))
    Pole.objects.filter(publication=second, id="P1").update(plate="1", geom=Point(-73, -40))
    Generator.objects.filter(publication=second, voltage_class="AT").delete()

    assert differences(first, second) == {
        "layers_pole, only in the first": 1,
        "layers_pole, only in the second": 1,
        "layers_pole, moved": 1,
        "layers_generator, only in the first": 1,
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.gpkg"
    write_demo(path)
    return path


@pytest.mark.slow
@ROUND_TRIPS
def test_the_demo_comes_back(take, demo, tmp_path, suffix):
    first = take(demo, cutoff=date(2020, 11, 30), is_demo=True)

    assert_alike(first, take(exported(first, suffix, tmp_path)))


@pytest.mark.skipif(not REAL_NETWORK.exists(), reason="the real network is not beside this checkout")
@ROUND_TRIPS
def test_a_real_network_comes_back(take, tmp_path, suffix):
    first = take(REAL_NETWORK, "bdgd")

    assert_alike(first, take(exported(first, suffix, tmp_path), canonical_in_brazil(tmp_path)))


def canonical_in_brazil(folder: Path) -> Path:
    lines = (SHIPPED / "canonical.toml").read_text(encoding="utf-8").splitlines()
    path = folder / "canonical_brazil.toml"
    path.write_text("\n".join(BRAZIL if line.startswith("extent =") else line for line in lines), encoding="utf-8")
    return path
