"""A demand that would tell what one household uses: gone by every way out at once, null in the API, *reservado* on the page."""

import csv
import io
import sqlite3
import zipfile
from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from capacity.services import compute
from customers.withholding import renew_withheld, transformers_with_few
from layers.models import ConductorType, MonthlyDemand, Publication, Span, WithheldDemand
from tests.factories.customers import make_service
from tests.layers.views.reading import read

pytestmark = pytest.mark.django_db
#: March's maximum of T1 and January's minimum, as pages and as files write them.
TELLING = (b"25.99", b"25,99", b"7.0003", b"7,0003")
FILES = ("/descargas/red.zip", "/descargas/red-excel.zip", "/descargas/red.geojson.zip", "/descargas/red.gpkg")
FEEDER_FILES = tuple(f"/alimentadores/1{suffix}" for suffix in (".zip", "-excel.zip", ".geojson.zip", ".gpkg", ".kmz"))
OTHERS = (
    "/descargas/transformadores.csv",
    "/descargas/transformadores.kmz",
    "/descargas/red.kmz",
    "/descargas/red.shp.zip",
)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def one_household(network, settings) -> Publication:
    """T1, which has demands, feeds two services; three are asked for."""
    make_service("90001")
    make_service("90003")
    settings.PUBLIC_DEMAND_MIN_SERVICES = 3
    return network


def content(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200, path
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return b"".join(opened(body))


def opened(body: bytes) -> list[bytes]:
    """A file, and what is in it where it is an archive."""
    if not body.startswith(b"PK"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [part for name in archive.namelist() for part in opened(archive.read(name))]


def tells(client: Client, path: str) -> bool:
    body = content(client, path)
    return any(each in body for each in TELLING) or (path.endswith(".gpkg") and bool(demands_of(body)))


def demands_of(geopackage: bytes) -> list:
    with sqlite3.connect(":memory:") as database:
        database.deserialize(geopackage)
        return database.execute("SELECT * FROM demandas WHERE asset_id = 'T1'").fetchall()


@pytest.mark.parametrize(
    "path", ["/transformadores/T1/", "/api/collections/transformadores/items/T1", *FILES, *FEEDER_FILES[:4]]
)
def test_what_a_way_out_tells_it_tells_no_more(client: Client, one_household, path):
    assert tells(client, path), "there is something that could leak"
    assert renew_withheld()
    assert not tells(client, path)


@pytest.fixture
def computed(one_household) -> Publication:
    """What may be fed in under T1 is its least demand by day, 7 kW, less 3.3 kW of generation."""
    ConductorType.objects.create(
        publication=one_household,
        id="CU",
        name="CU 25",
        material="Cobre",
        section_mm2=25,
        r_ohm_per_km=0.7,
        x_ohm_per_km=0.4,
    )
    Span.objects.update(conductor_id="CU")
    MonthlyDemand.objects.filter(asset_id="T1").update(daytime_minimum=7, unit="kW")
    compute(one_household)
    return one_household


def injectable(client: Client) -> list:
    """In the layer's list and at a point under T1, near node L4."""
    items = client.get("/api/collections/capacidad/items?limit=100").json()["features"]
    under = [each["properties"]["injectable_kw"] for each in items if each["properties"]["transformer_id"] == "T1"]
    return [*under, client.get("/api/capacity/point?lon=-72.956&lat=-40.3").json()["point"]["injectable_kw"]]


def test_capacity_tells_no_more_what_is_fed_in_without_reverse_flow(client: Client, computed):
    told = injectable(client)
    assert told == [3.7, 3.7, 3.7], "there is something that could leak"
    renew_withheld()
    assert injectable(client) == [None, None, None]
    assert ProcrastinateJob.objects.get(task_name="capacity.compute").args == {"publication": computed.number}
    compute(computed)
    assert injectable(client) == [0.0, 0.0, 0.0]
    assert not renew_withheld()
    assert ProcrastinateJob.objects.filter(task_name="capacity.compute").count() == 1


@pytest.mark.parametrize("path", [*OTHERS, "/api/collections/transformadores/items", "/api/search?q=T1"])
def test_what_told_no_demands_goes_on_so(client: Client, one_household, path):
    renew_withheld()
    assert not tells(client, path)


def test_the_page_says_reserved_and_why(client: Client, one_household):
    renew_withheld()
    page = read(client, "/transformadores/T1/")
    demands = [row[1:] for row in page.table() if row[0].endswith("/2020")]
    assert demands == [["reservado", "reservado"]] * 11
    assert "La demanda de este transformador está reservada" in page.text


def test_the_api_gives_null_and_the_reason(client: Client, one_household):
    renew_withheld()
    demands = client.get("/api/collections/transformadores/items/T1").json()["properties"]["demands"]
    assert {tuple(each[name] for name in ("minimum", "maximum", "unit", "source")) for each in demands} == {
        (None, None, None, "withheld")
    }


def test_an_old_pdf_is_not_confirmed_by_its_etag(client: Client, one_household):
    before = client.get("/transformadores/T1.pdf")
    assert client.get("/transformadores/T1.pdf", headers={"If-None-Match": before["ETag"]}).status_code == 304
    renew_withheld()
    after = client.get("/transformadores/T1.pdf", headers={"If-None-Match": before["ETag"]})
    assert (after.status_code, after["ETag"] != before["ETag"]) == (200, True)


def test_the_rows_of_others_stay_in_the_files(client: Client, one_household):
    month = {"publication": one_household, "month": date(2020, 3, 1), "maximum": 300, "unit": "kW"}
    MonthlyDemand.objects.create(layer="alimentadores", asset_id="1", **month)
    renew_withheld()
    response = client.get("/descargas/red.zip")
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as archive:
        name = next(each for each in archive.namelist() if each.endswith("demandas.csv"))
        rows = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
    assert [(row["layer"], row["asset_id"], row["maximum"]) for row in rows] == [("alimentadores", "1", "300")]


@pytest.mark.parametrize(("least", "withheld"), [(0, set()), (1, set()), (2, set()), (3, {"T1"})])
def test_so_many_services_are_enough(network, least, withheld):
    make_service("90001")
    make_service("90003")
    assert transformers_with_few(least) == withheld


def test_services_that_are_no_longer_active_do_not_count(network):
    make_service("90001")
    make_service("90003", is_active=False)
    assert transformers_with_few(2) == {"T1"}


def test_published_again_as_soon_as_the_setting_is_zero_and_the_revision_tells(one_household, settings):
    revisions = [Publication.objects.get().revision]
    for least in (3, 3, 0):
        settings.PUBLIC_DEMAND_MIN_SERVICES = least
        call_command("renew_withheld", verbosity=0)
        revisions.append(Publication.objects.get().revision)
    assert (revisions, WithheldDemand.objects.count()) == ([0, 1, 1, 2], 0)
