import stat
import zipfile
from pathlib import Path

import pytest

from layers.sources import Limits
from tests.factories.sources import POLE_ROWS, cut, poles, read, refusal, write_csv, write_shapefile, zip_folder


def write_zip(path: Path, **entries: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def test_a_shapefile_in_a_zip_is_read_and_the_zip_is_what_was_delivered(tmp_path):
    folder = tmp_path / "entrega"
    folder.mkdir()
    write_shapefile(folder / "postes.shp", poles())

    assert read(zip_folder(folder, tmp_path / "red.zip")) == POLE_ROWS


def test_what_systems_leave_about_is_passed_over(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"__MACOSX/._t.csv": "x", ".DS_Store": "x", "t.csv": "id\n1\n"})

    assert read(path) == [("1", None)]


def test_backslashes_divide_folders_as_windows_writes_them(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"carpeta\\t.csv": "id\n1\n"})

    assert read(path, "t") == [("1", None)]


@pytest.mark.parametrize("encoding", ["cp850", "utf-8"])
def test_names_without_a_declared_encoding_are_read(tmp_path, encoding):
    # zipfile only writes declared ones: the name is put in afterwards, with as many bytes.
    raw = "línea.csv".encode(encoding)
    placeholder = "x" * len(raw)
    path = write_zip(tmp_path / "a.zip", **{placeholder: "id\n1\n"})
    path.write_bytes(path.read_bytes().replace(placeholder.encode(), raw))

    assert read(path, "línea") == [("1", None)]


@pytest.mark.parametrize("name", ["../t.csv", "a/../../t.csv", "/t.csv", "..\\t.csv", "C:\\t.csv"])
def test_a_path_outside_is_refused(tmp_path, name):
    path = write_zip(tmp_path / "a.zip", **{name: "id\n1\n"})

    shown = name.replace("\\", "/")
    assert (
        str(refusal(path)) == f"a.zip trae un archivo con una ruta fuera de su carpeta ({shown}): no es seguro abrirlo."
    )


def test_a_symbolic_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("t.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")

    error = refusal(tmp_path / "a.zip")
    assert str(error) == "a.zip trae un enlace simbólico (t.csv): entregue los archivos mismos."


def test_a_zip_in_a_zip_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"dentro.zip": "x"})

    assert str(refusal(path)) == "a.zip trae otro archivo comprimido adentro (dentro.zip): entréguelo descomprimido."


def test_a_password_is_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"t.csv": "id\n1\n"})
    # Bit 0 of the flags, in the local header and in the directory.
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)

    assert str(refusal(path)) == "a.zip está protegido con contraseña: entréguelo sin ella."


def test_the_same_name_twice_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("t.csv", "id\n1\n")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("t.csv", "id\n2\n")

    assert str(refusal(tmp_path / "a.zip")) == "a.zip trae dos veces el archivo t.csv: deje uno solo."


def test_a_bomb_is_refused_by_its_ratio(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"t.csv": "0" * 2_000_000})
    times = 2_000_000 // path.stat().st_size

    assert str(refusal(path, limits=Limits(ratio_above_bytes=1_000_000))) == (
        f"a.zip se expande {times} veces al descomprimirse, lo que es propio de un archivo malicioso: "
        "entréguelo sin comprimir."
    )


def test_a_small_archive_may_pack_well(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"t.csv": "id\n" + "1\n" * 100_000})

    assert len(read(path)) == 100_000


def test_a_bomb_is_refused_by_its_size(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"t.csv": "0" * 1000})

    assert str(refusal(path, limits=Limits(total_bytes=999))) == (
        "a.zip ocuparía 0.0 GB descomprimido y el máximo es 0.0 GB: entréguelo en partes o sin comprimir."
    )


def test_a_size_that_lies_is_found_out(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{"t.csv": "id\n" + "1\n" * 5000})
    content = bytearray(path.read_bytes())
    directory = content.index(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = (10).to_bytes(4, "little")
    path.write_bytes(content)

    assert str(refusal(path)) == "El archivo comprimido a.zip está dañado o incompleto: pida una copia nueva."


def test_too_many_entries_are_refused(tmp_path):
    path = write_zip(tmp_path / "a.zip", **{f"{at}.csv": "id\n" for at in range(4)})

    assert str(refusal(path, limits=Limits(entries=3))) == (
        "a.zip trae 4 archivos y el máximo es 3: entregue solo los necesarios."
    )


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_truncated_archive_is_refused(tmp_path, part):
    path = cut(write_zip(tmp_path / "a.zip", **{"t.csv": "id\n1\n" * 50}), part)

    assert str(refusal(path)) == "El archivo comprimido a.zip está dañado o incompleto: pida una copia nueva."


def test_an_empty_archive_is_refused(tmp_path):
    assert str(refusal(write_zip(tmp_path / "a.zip"))) == "El archivo comprimido a.zip está vacío."


def test_an_archive_of_nothing_we_read_is_refused(tmp_path):
    error = refusal(write_zip(tmp_path / "a.zip", **{"plano.dwg": "x"}))

    assert str(error) == (
        "a.zip no contiene archivos que se puedan leer: entregue shapefile (.shp), GeoPackage (.gpkg), "
        "geodatabase (.gdb), GeoJSON, KML, KMZ, CSV o un .zip con ellos."
    )


def test_nothing_of_it_stays_behind(tmp_path, monkeypatch):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    good, bad = (
        write_zip(tmp_path / "a.zip", **{"t.csv": "id\n1\n"}),
        write_zip(tmp_path / "b.zip", **{"t.csv": "id;\n1\n2;3;4"}),
    )

    assert read(good) == [("1", None)]
    refusal(bad)

    assert list(scratch.iterdir()) == []


def test_a_folder_may_not_hold_a_zip_among_others(tmp_path):
    write_csv(tmp_path / "t.csv", [["id"], ["1"]])
    write_zip(tmp_path / "a.zip", **{"t.csv": "id\n"})

    assert str(refusal(tmp_path)) == (
        f"{tmp_path.name} contiene el archivo comprimido a.zip: entréguelo solo o descomprimido."
    )
