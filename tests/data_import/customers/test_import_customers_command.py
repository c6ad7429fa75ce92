"""The command as people run it: what it prints and writes, and the code it leaves with."""

import json
import re
import stat
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from customers.models import Service
from data_import.customers.layout import RULES
from data_import.customers.tables import TABLES
from tests.data_import.conftest import Outcome, drop_temporary_tables
from tests.data_import.customers.deliveries import changed, only, sound_delivery, write_delivery


@pytest.fixture
def command(network) -> Callable[..., Outcome]:
    def run(*words: Path | str) -> Outcome:
        drop_temporary_tables()
        out, err = StringIO(), StringIO()
        with pytest.raises(SystemExit) as caught:
            call_command("import_customers", *map(str, words), stdout=out, stderr=err)
        return Outcome(caught.value.code, out.getvalue(), err.getvalue().rstrip("\n"))

    return run


def test_a_sound_delivery_is_taken_with_code_0(command, tmp_path):
    outcome = command(write_delivery(tmp_path / "entrega", sound_delivery()))
    assert (outcome.code, outcome.error) == (0, "")
    assert re.fullmatch(
        r"Tomada, con 0 servicios apartados y 0 avisos: es la entrega \d+\.", outcome.out.splitlines()[-1]
    )


def test_a_refused_delivery_leaves_with_code_1(command, tmp_path):
    outcome = command(write_delivery(tmp_path / "entrega", changed("boletas", {}, numero_cliente="")))
    assert (outcome.code, outcome.error) == (1, "")
    assert outcome.out.splitlines()[-5:] == [
        "Error: Fila que no dice de quién es (1)",
        "  boletas.csv, boletas, fila 2: numero_cliente: falta el valor",
        "· clientes.csv se leyó como UTF-8: todo su texto lo es.",
        "· cargos.csv se leyó como UTF-8: todo su texto lo es.",
        "Rechazada: 1 error, 0 servicios apartados y 0 avisos. No cambió nada.",
    ]
    assert Service.objects.count() == 0


def test_a_rehearsal_says_that_it_was_one(command, tmp_path):
    outcome = command(write_delivery(tmp_path / "entrega", sound_delivery()), "--dry-run")
    assert outcome.out.splitlines()[-1] == (
        "Se puede tomar, con 0 servicios apartados y 0 avisos. Era un ensayo (--dry-run): no cambió nada."
    )
    assert (outcome.code, Service.objects.count()) == (0, 0)


def test_the_report_has_the_shape_of_the_network_s(command, tmp_path):
    delivery = changed("boletas", {"numero_cliente": "501", "mes": "2020-01"}, iva="191")
    path = tmp_path / "informe.json"
    command(write_delivery(tmp_path / "entrega", delivery), "--report", path)
    report = json.loads(path.read_text())
    assert report["result"] == "taken"
    assert report["set_aside"] == ["501"]
    assert report["rows"][2] == {
        "layer": "boletas",
        "source": "boletas",
        "file": "boletas.csv",
        "read": 4,
        "taken": 4,
        "refused": 0,
        "added": 2,
        "replaced": 0,
        "removed": 0,
    }
    assert report["checks"] == [
        {
            "key": "iva",
            "label": "IVA distinto del 19 % de los cargos afectos",
            "severity": "set_aside",
            "count": 1,
            "findings": [
                {
                    "file": "boletas.csv",
                    "layer": "boletas",
                    "source": "boletas",
                    "line": 2,
                    "id": "501",
                    "field": "iva",
                    "value": "191",
                    "reason": "el 19 % de los cargos afectos es 190",
                }
            ],
        }
    ]
    assert [list(each) for each in report["files"]] == [["name", "sha256", "bytes"]] * len(TABLES)


@pytest.mark.parametrize("former", [None, 0o644])
def test_the_report_is_read_by_nobody_else(command, tmp_path, former):
    path = tmp_path / "informe.json"
    if former:
        path.touch(former)
        path.chmod(former)
    command(write_delivery(tmp_path / "entrega", sound_delivery()), "--report", path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
    assert command(made(tmp_path / "vacía"), "--report", path).code == 2
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def made(folder: Path, name: str = "", content: bytes = b"") -> Path:
    folder.mkdir(exist_ok=True)
    if name:
        (folder / name).write_bytes(content)
    return folder


def twice(folder: Path) -> Path:
    made(folder, "IPC.csv", b"mes,variacion\n")
    return made(folder, "ipc.csv", b"mes,variacion\n")


UNREADABLE = {
    "no-folder": (
        lambda folder: folder / "nada",
        "No existe la carpeta nada: indique la carpeta de la entrega.",
    ),
    "no-table": (
        lambda folder: made(folder / "vacía"),
        "La carpeta vacía no trae ninguna tabla: se espera " + ", ".join(f"{table.name}.csv" for table in TABLES) + ".",
    ),
    "two-of-a-table": (
        twice,
        "IPC.csv y ipc.csv son la misma tabla: deje una sola.",
    ),
    "a-picture": (
        lambda folder: made(folder, "ipc.csv", b"\x89PNG\r\n\x1a\n"),
        "El archivo ipc.csv no es un CSV: por su contenido es una imagen PNG.",
    ),
    "cut-short": (
        lambda folder: made(folder, "ipc.csv", b'mes,variacion\n2020-01,"0.0'),
        "ipc.csv no se entiende desde la línea 2: revise las comillas y si está completo.",
    ),
    "too-few-values": (
        lambda folder: made(folder, "ipc.csv", b"mes,variacion\n2020-01\n"),
        "La línea 2 de ipc.csv tiene 1 valores y el encabezado 2 columnas: "
        "revise separadores y comillas, o si el archivo está cortado.",
    ),
}


@pytest.mark.parametrize(("make", "sentence"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_leaves_with_code_2(command, tmp_path, make, sentence):
    outcome = command(make(tmp_path))
    assert (outcome.code, outcome.out, outcome.error) == (2, "", sentence)


def test_a_part_of_the_tables_is_enough(command, tmp_path):
    outcome = command(write_delivery(tmp_path / "entrega", only("clientes", "servicios")))
    assert (outcome.code, Service.objects.count()) == (0, 3)


def test_the_template_is_a_delivery_that_can_be_taken(command, tmp_path):
    """But for its transformer, which a network may not have."""
    folder = tmp_path / "plantilla"
    call_command("import_customers", "--template", str(folder), stdout=StringIO())
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["LEAME.txt", "documentos", *(f"{table.name}.csv" for table in TABLES)]
    )
    assert all(rule in (folder / "LEAME.txt").read_text() for rule in RULES)
    outcome = command(folder)
    assert re.fullmatch(
        r"Tomada, con 0 servicios apartados y 1 aviso: es la entrega \d+\.", outcome.out.splitlines()[-1]
    )
    assert list(Service.objects.values_list("number", flat=True)) == ["90001"]


def test_the_template_overwrites_nothing(tmp_path):
    with pytest.raises(CommandError, match="No se pudo escribir en "):
        call_command("import_customers", "--template", str(tmp_path), stdout=StringIO())


def test_without_a_folder_it_says_what_is_missing():
    with pytest.raises(CommandError, match="Falta la carpeta de la entrega"):
        call_command("import_customers")
