"""The command as an operator runs it: exit codes, messages, --dry-run, --report, --cutoff, --srid."""

import json
import os
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from data_import.progress import Progress
from data_import.services import import_network
from layers.models import Publication, Span
from layers.publications import SWITCH_LOCK
from tests.data_import.conftest import state
from tests.data_import.deliveries import place, point, row_of, sound_network, write_delivery
from tests.data_import.mappings import canonical_with


@pytest.fixture
def sound(tmp_path) -> Path:
    return write_delivery(tmp_path / "red", sound_network())


@pytest.fixture
def unsound(tmp_path) -> Path:
    """One error and one warning."""
    network = sound_network()
    network["postes"] += [{"id": "P1", "geometry": point(1)}, {"id": "P9", "geometry": point(9)}]
    return write_delivery(tmp_path / "red", network)


# Taken, refused, unreadable


def test_a_sound_delivery_becomes_what_people_see(published, sound, current):
    out = published(sound, "--cutoff", "2020-11-30")
    assert out.splitlines()[-1] == "Tomada con 0 avisos: es la publicación 2, vigente desde ahora."
    publication = Publication.objects.current()
    assert (publication.number, publication.cutoff_on, publication.is_demo, publication.mapping) == (
        2,
        date(2020, 11, 30),
        False,
        "Canónico",
    )
    assert publication.counts == {
        "subestaciones": 1,
        "alimentadores": 1,
        "postes": 5,
        "vanos": 4,
        "transformadores": 1,
        "equipos": 1,
        "generadores": 1,
    }
    assert publication.metric_srid == 32718
    assert [file["name"] for file in publication.source_files] == sorted(
        f"{layer}.geojson" for layer in sound_network()
    )
    assert state().spans == ["V1", "V2", "V3", "V4"]
    assert Span.objects.filter(publication=current).count() == 5


def test_a_refused_delivery_says_why_and_changes_nothing(command, current, unsound):
    before = state()
    outcome = command(unsound, "--cutoff", "2020-11-30")
    assert (outcome.code, outcome.error) == (1, "")
    assert outcome.out[outcome.out.index("Error:") :].splitlines() == [
        "Error: Identificador repetido en una capa (1)",
        "  postes.geojson, postes, fila 5, id P1: id = P1: el identificador se repite",
        "Aviso: Poste sin vano (1)",
        "  postes.geojson, postes, fila 6, id P9: id = P9: no lleva ningún vano",
        *absent_columns(),
        "Rechazada: 1 error y 1 aviso. No cambió nada: la red publicada sigue siendo la anterior.",
    ]
    assert state() == before


def absent_columns() -> list[str]:
    return [
        "· subestaciones: sin source_id, comuna_code, vnr_code, rated_power_kva, secondary_kv; quedan S/I.",
        "· alimentadores: sin source_id, comuna_code, vnr_code, kind, distributor, "
        "declared_power_kva, source_voltage_pu; quedan S/I.",
        "· postes: sin source_id, name, comuna_code, vnr_code, material; quedan S/I.",
        "· conductores: sin material, section_mm2, source; quedan S/I.",
        "· vanos: sin source_id, name, comuna_code, vnr_code, from_pole, to_pole, conductor_type, ampacity_a; quedan S/I.",
        "· transformadores: sin source_id, name, comuna_code, connection, primary_v, secondary_v, plate, pole_plate, pole_id, "
        "resistance_pct, reactance_pct, no_load_loss_w, total_loss_w, generation_kw, generator_count; quedan S/I.",
        "· equipos: sin source_id, name, comuna_code, vnr_code, pole_id, "
        "rated_current_a, rated_power_kvar, setpoint_pu; quedan S/I.",
        "· generadores: sin source_id, name, comuna_code, technology, state, connected_on, phase_code; quedan S/I.",
        "· demandas: sin daytime_minimum, energy_kwh; quedan S/I.",
    ]


def test_an_absent_column_is_sought_among_those_that_nobody_reads(published, tmp_path):
    network = sound_network()
    for row in network["postes"]:
        row["materiall"] = "Madera"
    out = published(write_delivery(tmp_path / "red", network))
    note = "· postes: sin source_id, name, comuna_code, vnr_code, material; quedan S/I. ¿Es materiall su material?"
    assert note in out.splitlines()


def test_the_table_of_rows(command, current, sound):
    lines = command(sound, "--dry-run", "--cutoff", "2020-11-30").out.splitlines()
    assert lines[0].strip() == "Mapeo Canónico, datos al 30-11-2020"
    assert [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if line.startswith("│")] == [
        [layer, layer, str(len(rows)), str(len(rows)), "0"]
        for layer, rows in sorted(sound_network().items(), key=lambda item: ORDER.index(item[0]))
    ]


ORDER = [
    "subestaciones",
    "alimentadores",
    "nodos",
    "postes",
    "conductores",
    "vanos",
    "transformadores",
    "equipos",
    "generadores",
    "vnr",
    "vnr_recargos",
    "demandas",
]


# --dry-run


def test_a_rehearsal_does_everything_but_the_switch(command, current, sound):
    before = state()
    outcome = command(sound, "--dry-run")
    assert (outcome.code, outcome.error, outcome.out.splitlines()[-1]) == (
        0,
        "",
        "Se puede tomar, con 0 avisos. Era un ensayo (--dry-run): no cambió nada.",
    )
    assert state() == before


def test_a_rehearsal_uses_up_no_number(command, published, sound):
    command(sound, "--dry-run")
    assert published(sound).splitlines()[-1] == "Tomada con 0 avisos: es la publicación 2, vigente desde ahora."


def test_a_rehearsal_of_a_bad_delivery_is_refused(command, current, unsound):
    outcome = command(unsound, "--dry-run")
    assert (outcome.code, outcome.out.splitlines()[-1]) == (
        1,
        "Rechazada: 1 error y 1 aviso. No cambió nada: la red publicada sigue siendo la anterior.",
    )


# --report


def test_the_report_as_json(command, current, unsound, tmp_path):
    command(unsound, "--report", str(tmp_path / "informe.json"), "--cutoff", "2020-11-30")
    report = json.loads((tmp_path / "informe.json").read_text(encoding="utf-8"))
    assert list(report) == [
        "result",
        "mapping",
        "cutoff_on",
        "files",
        "rows",
        "checks",
        "topology",
        "notes",
        "seconds",
        "publication",
    ]
    assert (report["result"], report["mapping"], report["cutoff_on"], report["publication"]) == (
        "refused",
        "Canónico",
        "2020-11-30",
        None,
    )
    assert report["rows"][3] == {
        "layer": "postes",
        "source": "postes",
        "file": "postes.geojson",
        "read": 7,
        "taken": 7,
        "refused": 0,
    }
    assert report["checks"] == [
        {
            "key": "duplicate_id",
            "label": "Identificador repetido en una capa",
            "severity": "error",
            "count": 1,
            "findings": [
                {
                    "file": "postes.geojson",
                    "layer": "postes",
                    "source": "postes",
                    "line": 5,
                    "id": "P1",
                    "field": "id",
                    "value": "P1",
                    "reason": "el identificador se repite",
                }
            ],
        },
        {
            "key": "pole_without_span",
            "label": "Poste sin vano",
            "severity": "warning",
            "count": 1,
            "findings": [
                {
                    "file": "postes.geojson",
                    "layer": "postes",
                    "source": "postes",
                    "line": 6,
                    "id": "P9",
                    "field": "id",
                    "value": "P9",
                    "reason": "no lleva ningún vano",
                }
            ],
        },
    ]
    assert report["topology"] == {
        "nodes": 7,
        "medium_voltage_nodes": 5,
        "low_voltage_nodes": 2,
        "feeders_traced": 1,
        "islands": 0,
        "loops": 0,
        "transformers_fed": 1,
    }
    assert list(report["seconds"]) == ["read", "map", "check", "trace"]


def test_the_report_of_what_could_not_be_read(unreadable, tmp_path):
    sentence = unreadable(tmp_path / "nada.gpkg", "--report", str(tmp_path / "informe.json"))
    assert json.loads((tmp_path / "informe.json").read_text(encoding="utf-8")) == {
        "result": "unreadable",
        "error": sentence,
    }


@pytest.mark.parametrize("place_of_it", ["no/tal/carpeta/informe.json", "."], ids=["no-such-folder", "a-folder"])
def test_a_report_that_cannot_be_written_is_said_before_the_work(unreadable, sound, tmp_path, place_of_it):
    path = tmp_path / place_of_it
    assert unreadable(sound, "--report", str(path)) == (
        f"No se puede escribir el informe en {path}: indique un archivo en una carpeta que exista."
    )


def test_more_than_a_thousand_findings_of_a_kind(published, tmp_path):
    """All counted and in the JSON; a hundred on the terminal; a thousand with the publication."""
    network = sound_network()
    network["postes"] += [{"id": f"Q{number}", "geometry": point(5 + number / 1000)} for number in range(1203)]
    out = published(write_delivery(tmp_path / "red", network), "--report", str(tmp_path / "informe.json"))
    assert [line for line in out.splitlines() if line.startswith(("Aviso", "  …"))] == [
        "Aviso: Poste sin vano (1.203)",
        "  … y 1.103 más; --report ARCHIVO los trae todos.",
    ]
    assert sum(line.startswith("  postes.geojson") for line in out.splitlines()) == 100
    assert unreported_findings(tmp_path / "red") == (1203, 1000)
    (whole,) = json.loads((tmp_path / "informe.json").read_text(encoding="utf-8"))["checks"]
    (kept,) = Publication.objects.current().report["checks"]
    assert (whole["count"], len(whole["findings"])) == (1203, 1203)
    assert (kept["count"], kept["findings"]) == (1203, whole["findings"][:1000])


def unreported_findings(path: Path) -> tuple[int, int]:
    """Of one check, counted and held in memory when no --report asks for all."""
    (check,) = import_network(path, "canonical", dry_run=True, findings=1000, progress=Progress(quiet=True)).checks
    return check.count, len(check.findings)


# --cutoff


def mapping_with_cutoff(folder: Path) -> Path:
    column = ('source = "publicacion"\ncolumn = "data_as_of"', 'source = "subestaciones"\ncolumn = "al"')
    return canonical_with(folder, column, source='date = "DD/MM/YYYY"')


def dated(folder: Path, *dates: str | None) -> Path:
    network = sound_network()
    network["subestaciones"] = [
        row_of(network, "subestaciones", "1") | {"id": str(at), "al": text} for at, text in enumerate(dates, 1)
    ]
    return write_delivery(folder / "red", network)


@pytest.mark.parametrize(
    ("dates", "arguments", "cutoff_on"),
    [
        pytest.param(("31/12/2024",), (), date(2024, 12, 31), id="what-the-delivery-states"),
        pytest.param((None, "31/02/2020", " 01/03/2020 "), (), date(2020, 3, 1), id="the-first-that-is-a-date"),
        pytest.param(("31/12/2024",), ("--cutoff", "2020-11-30"), date(2020, 11, 30), id="what-the-operator-says"),
    ],
)
def test_the_date_of_the_data(published, tmp_path, dates, arguments, cutoff_on):
    published(dated(tmp_path, *dates), *arguments, mapping=mapping_with_cutoff(tmp_path))
    assert Publication.objects.current().cutoff_on == cutoff_on


def test_no_date_of_the_data_is_said_and_today_taken(published, tmp_path):
    out = published(dated(tmp_path, "mañana"), mapping=mapping_with_cutoff(tmp_path))
    assert (
        "· La entrega no dice a qué fecha son los datos y no se indicó --cutoff: se toma la de hoy." in out.splitlines()
    )
    assert Publication.objects.current().cutoff_on == timezone.localdate()


def test_a_date_column_that_is_not_there(unreadable, sound, tmp_path):
    assert unreadable(sound, mapping=mapping_with_cutoff(tmp_path)) == (
        "La capa subestaciones no trae la columna al, que el mapeo usa para la fecha de corte."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--cutoff", "30-11-2020"), "Error: argument --cutoff: «30-11-2020» no es una fecha AAAA-MM-DD"),
        (("--cutoff", "2020-02-31"), "Error: argument --cutoff: «2020-02-31» no es una fecha AAAA-MM-DD"),
        (
            ("--cutoff", "2999-01-01"),
            "Error: argument --cutoff: 2999-01-01 aún no llega: indique la fecha a la que son los datos",
        ),
    ],
)
def test_an_argument_that_makes_no_sense(current, sound, arguments, sentence):
    with pytest.raises(CommandError) as caught:
        call_command("import_network", str(sound), "--mapping", "canonical", *arguments)
    assert str(caught.value) == sentence


# What may go wrong on the way


def test_another_import_is_under_way(unreadable, sound):
    """Whoever holds the lock: here another connection."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [SWITCH_LOCK])
        assert unreadable(sound) == "Otra carga está en curso: espere a que termine y vuelva a intentarlo."
    finally:
        other.close()


def test_a_database_that_gives_up_is_said_in_a_sentence(unreadable, sound):
    """A table in the way of the next publication stands for a full disk and its like."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE layers_span_p2 (id int)")
    try:
        assert unreadable(sound) == (
            'La base de datos no pudo terminar la carga y no cambió nada. Dice: relation "layers_span_p2" already exists'
        )
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE layers_span_p2")


def test_orders_that_cannot_be_given_are_said_in_a_sentence(command, current, sound):
    before = state()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE procrastinate_jobs RENAME TO put_aside")
    try:
        outcome = command(sound)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE put_aside RENAME TO procrastinate_jobs")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.error == (
        "La base de datos no pudo terminar la carga y no cambió nada. Dice: "
        'relation "procrastinate_jobs" does not exist'
    )
    assert state() == before


def test_names_of_files_that_are_no_utf_8(published, tmp_path):
    folder = write_delivery(tmp_path / os.fsdecode(b"entrega \xf1"), sound_network())
    (folder / os.fsdecode(b"descripci\xf3n.txt")).write_bytes(b"x")
    out = published(folder)
    assert "· descripci\N{REPLACEMENT CHARACTER}n.txt no se leyó: no es un formato de la red." in out.splitlines()


def test_a_network_shifted_as_a_whole_is_refused(published, refused, tmp_path):
    published(write_delivery(tmp_path / "antes", with_ten_transformers(0, 0)))
    lines = refused(write_delivery(tmp_path / "despues", with_ten_transformers(185, 390)))
    assert lines == [
        "transformadores: geometry = 185 m al este, 390 m al norte: toda la red se corrió en bloque respecto de la publicación "
        "vigente: ¿datum PSAD56 o SAD69 leído como WGS84?"
    ]


def with_ten_transformers(east_m: float, north_m: float):
    network = sound_network()
    network["transformadores"] = [
        row_of(network, "transformadores", "T1")
        | {"id": f"T{number}", "geometry": {"type": "Point", "coordinates": shifted(number, east_m, north_m)}}
        for number in range(10)
    ]
    network["demandas"] = []
    network["generadores"] = []
    return network


def shifted(number: int, east_m: float, north_m: float) -> list[float]:
    x, y = place(number / 10)
    return [x + east_m / 84_900, y + north_m / 110_574]
