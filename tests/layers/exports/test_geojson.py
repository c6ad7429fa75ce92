import json

import pytest

from layers.models import Generator

OPENING = {
    "type": "FeatureCollection",
    "name": "generadores",
    "publication": 1,
    "data_as_of": "2020-11-30",
    "description": "Cooprel, publicación 1. Información al 30-11-2020. Licencia CC BY 4.0.",
}
GENERATOR = {
    "type": "Feature",
    "id": "G1",
    "geometry": {"type": "Point", "coordinates": [-72.957, -40.3]},
    "properties": {
        "id": "G1",
        "source_id": None,
        "name": 'dice "hola"\ny adiós\\',
        "comuna_code": "14204",
        "technology": "hidraulica",
        "installed_kw": 300,
        "state": "operacion",
        "connected_on": "2018-05-02",
        "node": "N3",
        "feeder_id": "1",
        "vnr_code": None,
        "voltage_class": "AT",
        "phase_code": None,
        "transformer_id": None,
    },
}


@pytest.mark.parametrize("how_many", [0, 1, 3])
def test_a_layer(made, django_assert_num_queries, how_many):
    """Low voltage generators are never among them."""
    generator = Generator.objects.get(id="G1")
    Generator.objects.filter(id="G1").delete()
    for number in range(1, how_many + 1):
        generator.id, generator.name = f"G{number}" if number != 2 else "G0", GENERATOR["properties"]["name"]
        generator.save(force_insert=True)
    names = ["G1", "G0", "G3"][:how_many]

    with django_assert_num_queries(1):
        text = made(".geojson", layer="generadores").decode()
    features = [{**GENERATOR, "id": name, "properties": {**GENERATOR["properties"], "id": name}} for name in names]
    found = json.loads(text)
    found["features"].sort(key=lambda feature: names.index(feature["id"]))
    assert found == {**OPENING, "features": features}
    assert len(text.splitlines()) == how_many + 2


def test_lists_are_lists(made):
    poles = json.loads(made(".geojson", layer="postes"))["features"]

    assert next(pole["properties"]["nodes"] for pole in poles if pole["id"] == "P2") == ["N2", "N2B"]


def test_a_feeder_is_one_collection_whose_features_name_their_layer(made):
    found = json.loads(made(".geojson", feeder="1"))

    assert found["name"] == "alimentador-1"
    assert sorted((feature["properties"]["layer"], feature["id"]) for feature in found["features"])[:3] == [
        ("alimentadores", "1"),
        ("equipos", "E1"),
        ("generadores", "G1"),
    ]
    assert len(found["features"]) == 15
