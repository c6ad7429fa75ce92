"""The symbol of each thing in files is the one it has on the map."""

from datetime import date
from itertools import product

import pytest
from django.db import connection
from psycopg import sql

from data_import.services import import_network
from layers.catalogue import network_layers
from layers.enums import EquipmentType, SwitchState
from layers.exports.tables import layer_tables
from layers.kinds import KINDS
from layers.models import Equipment, Publication, Span, TileFeature, Transformer
from layers.styles import symbols_of
from tests.data_import.deliveries import sound_network, write_delivery
from tests.factories.network import place


def kinds(publication: Publication, layer: str) -> dict[str, str]:
    table = next(table for table in layer_tables() if table.id == layer)
    query = sql.SQL("SELECT t.id, {} FROM {} t, layers_publication p WHERE {} AND p.number = {}").format(
        KINDS[layer], sql.Identifier(table.model._meta.db_table), table.rows, sql.Literal(publication.number)
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def test_files_and_tiles_agree(db, tmp_path):
    import_network(write_delivery(tmp_path / "entrega", sound_network()), "canonical", cutoff=date(2020, 11, 30))
    publication = Publication.objects.current()

    for layer in {layer.id for layer in network_layers()} - {"alimentadores"}:
        tiles = TileFeature.objects.filter(publication=publication, layer=layer)
        assert kinds(publication, layer) == dict(tiles.values_list("id", "kind"))


def test_equipment_of_every_type_and_state_has_a_symbol(network):
    for number, (kind, state) in enumerate(product(EquipmentType, [None, *SwitchState])):
        Equipment.objects.create(
            publication=network, id=f"X{number}", equipment_type=kind, state=state, from_node="N1", geom=place(1)
        )

    known = {symbol.kind for symbol in symbols_of("equipos")}
    assert set(kinds(network, "equipos").values()) == known


@pytest.mark.parametrize(
    ("kva", "kind"),
    [(None, "trafo_hasta_15"), (15, "trafo_hasta_15"), (75, "trafo_hasta_75"), (75.5, "trafo_mayor")],
)
def test_transformers_by_size(network, kva, kind):
    Transformer.objects.filter(id="T1").update(rated_power_kva=kva)

    assert kinds(network, "transformadores")["T1"] == kind


@pytest.mark.parametrize(
    ("phases", "kind"), [(3, "at_trifasico"), (2, "at_bifasico"), (1, "at_monofasico"), (None, "at_sin_dato")]
)
def test_spans_by_phases(network, phases, kind):
    Span.objects.filter(id="V1").update(phase_count=phases)

    assert kinds(network, "vanos")["V1"] == kind
