"""Files of strangers: named, counted, measured and looked at before anything is done with them."""

import hashlib
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from data_import.desk.names import UnusableNameError, sanitised
from data_import.desk.uploads import (
    GapError,
    NoRoomError,
    TooLargeError,
    UploadError,
    complete,
    folder_of,
    open_delivery,
    path_of,
    pieces_of,
    receive,
    write_piece,
)
from data_import.desk.work import clear_deliveries
from data_import.models import Delivery, Run
from tests.data_import.deliveries import sound_network
from tests.data_import.desk.conftest import done
from tests.data_import.formats import as_geodatabase, as_geopackage, as_kml, as_shapefiles

CSV = b"id,name\n1,uno\n"


def test_files_lie_outside_everything_served_under_names_that_say_nothing(desk, marta, settings):
    delivery = receive(marta, [SimpleUploadedFile("Red eléctrica.csv", CSV)])
    (stored,) = [path for path in desk.rglob("*") if path.is_file()]
    assert "red" not in str(stored.relative_to(desk)).lower()
    assert stored.read_bytes() == CSV
    assert (stored.parent.stat().st_mode & 0o777, stored.suffix) == (0o700, "")
    (file,) = delivery.files.all()
    assert (file.name, file.size_bytes, file.sha256) == ("Red eléctrica.csv", 14, hashlib.sha256(CSV).hexdigest())
    assert (delivery.is_complete, delivery.created_by, delivery.person) == (True, marta, str(marta.full_name))
    assert not settings.DELIVERIES_ROOT.is_relative_to(settings.STATIC_ROOT)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("/etc/cron.d/nada.csv", "nada.csv"),
        (r"C:\Users\ana\vanos.csv", "vanos.csv"),
        (r"..\..\vanos.csv", "vanos.csv"),
        ("vanos\n\x00\x1b[31m.csv", "vanos[31m.csv"),
        ("  .oculto.csv ", "oculto.csv"),
        ("vanos.csv\u202egpj", "vanos.csvgpj"),
        ("<script>.csv", "script.csv"),
        ("a" * 300 + ".csv", "a" * 116 + ".csv"),
        ("n\u0303andu\u0301.csv", "ñandú.csv"),
    ],
)
def test_a_name_is_never_a_path(given, kept):
    assert sanitised(given) == kept


@pytest.mark.parametrize("given", ["", "..", "/", "../", "\x00", "   ", "a." + "b" * 20, "<>"])
def test_a_name_of_nothing_is_not_taken(given):
    with pytest.raises(UnusableNameError):
        sanitised(given)


@pytest.mark.parametrize(
    ("announced", "error", "sentence"),
    [
        ([], UploadError, "Elija al menos un archivo."),
        ([("a.csv", 1)] * 2, UploadError, "Hay dos archivos llamados «a.csv»: deje uno o cámbiele el nombre."),
        ([("A.csv", 1), ("x/a.CSV", 1)], UploadError, "Hay dos archivos llamados «A.csv»"),
        ([("a.csv", 0)], UploadError, "«a.csv» está vacío"),
        ([("a.exe", 1)], UploadError, "«a.exe» no es de un formato que se pueda leer: suba ZIP, GeoPackage"),
        ([("a.csv", 600_000), ("b.csv", 600_000)], TooLargeError, r"La entrega pesa 1 MB y se reciben hasta 1 MB"),
        (
            [(f"{n}.csv", 1) for n in range(4)],
            TooLargeError,
            "Son 4 archivos y se reciben hasta 3: reúnalos en un ZIP.",
        ),
    ],
)
def test_what_is_announced_and_not_taken_leaves_nothing(desk, marta, settings, announced, error, sentence):
    settings.DELIVERY_MAX_MB, settings.DELIVERY_MAX_FILES = 1, 3
    with pytest.raises(error, match=sentence):
        open_delivery(marta, announced)
    assert (Delivery.objects.count(), desk.exists() and list(desk.iterdir())) in [(0, False), (0, [])]


def test_a_full_disk_is_said_before_anything_is_written(desk, marta, settings):
    settings.DELIVERY_FREE_MB = shutil.disk_usage("/").total >> 20
    with pytest.raises(NoRoomError, match="No queda espacio en el servidor"):
        open_delivery(marta, [("a.csv", 1)])
    assert Delivery.objects.count() == 0


def test_a_file_comes_in_pieces_and_a_broken_one_is_taken_up_where_it_stopped(marta):
    delivery = open_delivery(marta, [("a.csv", len(CSV))])
    file = delivery.files.get()
    assert write_piece(file, 0, pieces_of(BytesIO(CSV[:5]))) == 5
    with pytest.raises(GapError) as caught:
        write_piece(file, 9, [CSV[9:]])
    assert caught.value.received == 5
    with pytest.raises(UploadError, match=r"«a\.csv» llegó incompleto"):
        complete(delivery)
    assert write_piece(file, 5, [CSV[5:]]) == len(CSV)
    complete(delivery)
    assert path_of(file).read_bytes() == CSV
    with pytest.raises(GapError):
        write_piece(file, len(CSV), [b"x"])


def test_of_two_pieces_at_one_place_one_is_written(marta):
    file = open_delivery(marta, [("a.csv", len(CSV))]).files.get()
    has_begun, may_go_on = Event(), Event()

    def slow() -> Iterator[bytes]:
        has_begun.set()
        may_go_on.wait(10)
        yield CSV[:5]

    with ThreadPoolExecutor() as pool:
        first = pool.submit(write_piece, file, 0, slow())
        has_begun.wait(10)
        second = pool.submit(write_piece, file, 0, [CSV[:5]])
        wait([second], timeout=0.5)
        may_go_on.set()
        assert first.result() == 5
        with pytest.raises(GapError) as caught:
            second.result()
    assert (caught.value.received, path_of(file).read_bytes()) == (5, CSV[:5])


def test_more_than_was_announced_is_not_written(marta):
    file = open_delivery(marta, [("a.csv", 3)]).files.get()
    with pytest.raises(UploadError, match="trae más de lo anunciado"):
        write_piece(file, 0, [b"1234"])
    assert path_of(file).stat().st_size == 0


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("red.gpkg", b"%PDF-1.7", "El archivo red.gpkg no es un GeoPackage: por su contenido es un PDF."),
        ("red.zip", b"Rar!\x1a", "El archivo red.zip no es un ZIP: por su contenido es un archivo RAR."),
        ("red.csv", b"PK\x03\x04", "El archivo red.csv no es un CSV: por su contenido es un archivo comprimido ZIP."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_kept(desk, marta, name, content, sentence):
    with pytest.raises(UploadError) as caught:
        receive(marta, [SimpleUploadedFile(name, content)])
    assert (str(caught.value), Delivery.objects.count(), list(desk.iterdir())) == (sentence, 0, [])


def geopackage(folder):
    return [as_geopackage(folder / "red.gpkg", sound_network())]


def shapefiles(folder):
    return sorted(as_shapefiles(folder / "red", sound_network()).iterdir())


def zipped_geodatabase(folder):
    as_geodatabase(folder / "red.gdb", sound_network())
    return [shutil.make_archive(str(folder / "red"), "zip", folder, "red.gdb")]


def kml(folder):
    network = {layer: [row for row in rows if row.get("geometry")] for layer, rows in sound_network().items()}
    tables = as_shapefiles(folder / "tablas", {k: v for k, v in sound_network().items() if not network[k]})
    return [as_kml(folder / "red.kml", {k: v for k, v in network.items() if v}), *sorted(tables.iterdir())]


@pytest.mark.parametrize("made", [geopackage, shapefiles, zipped_geodatabase, kml])
def test_every_format_goes_through(marta, tmp_path, made):
    from pathlib import Path

    from data_import.desk.runs import order_trial

    paths = [Path(path) for path in made(tmp_path)]
    delivery = receive(marta, [SimpleUploadedFile(path.name, path.read_bytes()) for path in paths])
    run = done(order_trial(delivery, marta, mapping="canonical"))
    assert (run.state, run.error) == ("passed", "")
    assert {row["layer"]: row["taken"] for row in run.report["rows"]}["vanos"] == 4


def test_old_files_go_and_the_record_stays(desk, tried, marta, settings):
    network = sound_network()
    network["demandas"][0]["minimum"] = 99.0
    old = tried(network)
    kept = tried(sound_network())
    broken_off = open_delivery(marta, [("a.csv", 5)])
    settings.DELIVERIES_KEPT_DAYS = 30
    age(old.delivery, 31)
    age(kept.delivery, 29)
    age(broken_off, 2)
    assert clear_deliveries() == 2
    assert [path.name for path in desk.iterdir()] == [folder_of(kept.delivery).name]
    old.delivery.refresh_from_db()
    assert (old.delivery.removed_at is None, old.delivery.files.count() > 0) == (False, True)
    assert (old.findings.count(), old.changes.count(), Run.objects.get(pk=old.pk).report["result"]) == (0, 0, "taken")
    assert not Delivery.objects.filter(pk=broken_off.pk).exists()


def age(delivery: Delivery, days: int) -> None:
    from datetime import timedelta

    from django.utils import timezone

    Delivery.objects.filter(pk=delivery.pk).update(created_at=timezone.now() - timedelta(days=days))
