"""The dictionary says of every column whether it is public, and if not why."""

from django.contrib.gis.db.models import GeometryField

from layers.catalogue import layers
from layers.columns import column_of
from layers.dictionary import NOT_PUBLISHED, sheets
from layers.exports.tables import COMPANIONS
from layers.management.commands.data_dictionary import PATH, document
from layers.models import PUBLISHED_MODELS, TileFeature


def columns_of(model) -> set[str]:
    """Columns that hold data of the network; geometry is public wherever there is one."""
    return {
        field.attname
        for field in model._meta.concrete_fields
        if field.attname != "publication_id" and not isinstance(field, GeometryField)
    }


def test_each_column_is_public_or_withheld_for_a_reason():
    """A new column fails here until the dictionary says which it is."""
    names = {
        layer.model: {entry.name for entry in sheet.entries} for layer, sheet in zip(layers(), sheets(), strict=False)
    }
    names |= {table.model: {column.name for column in table.columns} for table in COMPANIONS}
    for model in set(PUBLISHED_MODELS) - {TileFeature}:
        assert columns_of(model) - names[model] == set(NOT_PUBLISHED.get(model, {}))


def test_these_fields_are_withheld():
    assert {model.__name__: sorted(columns) for model, columns in NOT_PUBLISHED.items()} == {
        "Substation": ["comuna_codes"],
        "Feeder": ["comuna_codes"],
        "Span": ["transformer_id"],
        "Node": [
            *("depth", "distance_m", "feeder_id", "transformer_id", "tree_in", "tree_out"),
            *("upstream_id", "upstream_layer", "upstream_node", "voltage_class"),
        ],
    }


def test_each_layer_has_its_triage():
    assert {layer.id: layer.openness.split(":", 1)[0].split(",", 1)[0] for layer in layers()} == {
        "subestaciones": "Abierta",
        "alimentadores": "Abierta",
        "vanos": "Abierta hasta el poste",
        "transformadores": "Abierta",
        "equipos": "Abierta",
        "generadores": "Compartida en parte",
        "postes": "Abierta",
        "comunas": "Abierta",
        "capacidad": "Abierta",
    }
    assert all(sheet.openness.endswith(".") for sheet in sheets())


def test_every_field_has_a_name_for_people_and_one_meaning():
    for sheet in sheets():
        names = [entry.name for entry in sheet.entries]
        assert len(set(names)) == len(names)
        labels = [entry.label for entry in sheet.entries]
        assert len(set(labels)) == len(labels), sheet.id
        assert all(entry.label and entry.source and entry.found_in for entry in sheet.entries)


def test_derived_fields_say_how():
    found = {entry.name: entry.source for sheet in sheets() if sheet.id == "vanos" for entry in sheet.entries}

    assert (found["id"], found["length_m"]) == (
        "Cooperativa",
        "Portal: largo del trazado, si la entrega no la trae",
    )


def test_download_fields_are_columns():
    for layer in layers():
        assert [field.name for field in layer.download_fields if column_of(layer, field.name) is None] == []


def test_the_written_dictionary_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == document(), "run manage.py data_dictionary"
