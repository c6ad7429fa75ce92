"""Identifiers and values of strangers arrive as they were written, or are refused on one line."""

import sqlite3
from pathlib import Path

import pytest

from layers.models import Span, Transformer
from tests.data_import.conftest import state
from tests.data_import.deliveries import row_of, sound_network, span, write_delivery
from tests.data_import.formats import as_geopackage
from tests.data_import.mappings import canonical_with

HOSTILE = {
    "quotes": 'O\'Higgins "7"',
    "backslashes": "\\N \\. \\\\ \\t",
    "tab-and-lines": "a\tb\nc\rd",
    "sql": "'; DROP TABLE layers_span; --",
    "braces": "{number} {{x}} %s %(a)s %",
    "emoji": "⚡🔌👩‍🔧",
    "markup": "[red]x[/] [/bold] :smile:",
    "html": "<script>alert(1)</script>&amp;",
    "escape": "\x1b[31mrojo\x1b[0m",
    "right-to-left": "\u202eoiR",
    "slashes": "a/b c?d=e#f&g/../h",
    "long": "x" * 64,
    "combining": "e\u0301" * 32,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_identifier_arrives_as_it_is(published, tmp_path, text):
    network = sound_network()
    network["vanos"][1]["id"] = network["vanos"][1]["name"] = text
    row_of(network, "transformadores", "T1")["id"] = network["demandas"][0]["asset_id"] = text
    network["generadores"][1]["transformer_id"] = text
    row_of(network, "nodos", "N1")["id"] = text
    network["vanos"][0]["to_node"] = network["vanos"][1]["from_node"] = text
    published(write_delivery(tmp_path / "red", network))
    row = Span.objects.get(publication__is_current=True, id=text)
    transformer = Transformer.objects.get(publication__is_current=True, id=text)
    assert (row.name, row.from_node, row.feeder_id, transformer.generation_kw) == (text, text, "1", 3.3)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_value_is_refused_on_one_line(refused, tmp_path, text):
    network = sound_network()
    network["vanos"][1]["length_m"] = text
    (line,) = refused(write_delivery(tmp_path / "red", network))
    assert line.startswith("vanos.geojson, vanos, fila 1, id V2: length_m = ")
    assert line.endswith((": no es un número", ': lleva coma decimal: diga decimal = "," en el mapeo'))
    assert line.isprintable()


@pytest.mark.parametrize(
    ("text", "kept"), [("a\0b", "a\ufffdb"), ("a\ud800b", "a\ufffdb")], ids=["nul", "half-a-character"]
)
def test_what_postgresql_cannot_hold_is_replaced_and_said(published, tmp_path, text, kept):
    network = sound_network()
    network["vanos"][1]["name"] = text
    out = published(write_delivery(tmp_path / "red", network))
    note = "· Hay caracteres que no se pueden guardar (nulos o incompletos): se cambiaron por \ufffd."
    assert note in out.splitlines()
    assert Span.objects.get(publication__is_current=True, id="V2").name == kept


def test_a_layer_called_like_markup(published, tmp_path):
    name = "[/vanos] :smile:"
    network = sound_network()
    renamed(as_geopackage(tmp_path / "vanos.gpkg", {"vanos": network.pop("vanos")}), name)
    folder = write_delivery(tmp_path / "red", network)
    (tmp_path / "vanos.gpkg").rename(folder / "vanos.gpkg")
    mapping = canonical_with(
        tmp_path, ('source = "vanos"', f'source = "{name}"'), ('title = "Canónico"', 'title = "[/red]"')
    )
    lines = published(folder, mapping=mapping).splitlines()
    assert lines[0].strip().startswith("Mapeo [/red], datos al ")
    assert sum(name in line for line in lines) == 2
    assert state().spans == ["V1", "V2", "V3", "V4"]


def renamed(path: Path, name: str) -> None:
    """The geopackage's layer of spans under a name that GDAL would not write."""
    database = sqlite3.connect(path)
    for (trigger,) in database.execute("select name from sqlite_master where type = 'trigger'").fetchall():
        database.execute(f'drop trigger "{trigger}"')
    database.execute(f'alter table vanos rename to "{name}"')
    for table in ("gpkg_contents", "gpkg_geometry_columns", "gpkg_ogr_contents"):
        database.execute(f"update {table} set table_name = ?", [name])
    database.commit()
    database.close()


def test_a_table_of_more_columns_than_postgresql_holds(published, tmp_path):
    network = sound_network()
    for row in network["vanos"]:
        row.update({f"extra_{number}": "x" * 20 for number in range(2000)})
    published(write_delivery(tmp_path / "red", network))
    assert state().spans == ["V1", "V2", "V3", "V4"]


def test_a_span_from_a_node_to_itself_and_two_at_once(published, tmp_path):
    network = sound_network()
    network["vanos"] += [span("V8", "N1", "N1", 1), span("V9", "N0", "N1", 0)]
    assert published(write_delivery(tmp_path / "red", network)).splitlines()[-1] == (
        "Tomada con 2 avisos: es la publicación 2, vigente desde ahora."
    )
