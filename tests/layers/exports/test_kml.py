"""KMZ: valid by the OGC's KML 2.2 schema, drawn with our symbols, in folders by feeder and layer, at PostGIS' coordinates."""

import io
import zipfile
from functools import cache
from pathlib import Path

import fastkml
import pytest
from django.contrib.gis.geos import LineString
from lxml import etree

from layers.exports.selection import Selection
from layers.models import Pole, Span, Transformer

KML = "{http://www.opengis.net/kml/2.2}"
CENTIMETRE_DEG = 1e-7


def unzipped(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def document(data: bytes) -> etree._Element:
    return etree.fromstring(unzipped(data).read("doc.kml"))


@cache
def ogc_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(fastkml.__file__).parent / "schema" / "ogckml22.xsd"))


def tree(element: etree._Element) -> dict | list[str]:
    """Folder names with what they hold, down to the names of the placemarks."""
    folders = element.findall(f"{KML}Folder")
    if not folders:
        return [placemark.findtext(f"{KML}name") for placemark in element.findall(f"{KML}Placemark")]
    return {folder.findtext(f"{KML}name"): tree(folder) for folder in folders}


def data_of(placemark: etree._Element) -> dict[str, str]:
    return {datum.get("name"): datum.text for datum in placemark.iter(f"{KML}SimpleData")}


@pytest.mark.parametrize("of", [{}, {"feeder": "1"}, {"layer": "comunas"}, {"layer": "equipos"}])
def test_it_is_valid_by_the_schema(made, of):
    ogc_schema().assertValid(document(made(".kmz", **of)))


def test_folders_by_feeder_and_layer(made, django_assert_num_queries):
    with django_assert_num_queries(10):
        found = tree(document(made(".kmz"))[0])

    found["Alimentador 1 – LA UNION"]["Transformadores"].sort()
    assert found == {
        "Subestaciones": ["Subestación La Unión"],
        "Alimentador 1 – LA UNION": {
            "Alimentadores": ["Alimentador LA UNION"],
            "Vanos": ["Vano V1", "Vano V2", "Vano V3", "Vano V4"],
            "Transformadores": ["Transformador T1", "Transformador T2"],
            "Equipos": ["Equipo E1"],
            "Generadores": ["Generador G1"],
            "Postes": ["Poste P0", "Poste P1", "Poste P2", "Poste P3", "Poste P4"],
        },
        "Sin alimentador": {"Vanos": ["Vano V5"], "Postes": ["Poste P8", "Poste P9"]},
    }


def test_feeders_come_in_the_order_of_their_numbers(made):
    for feeder, span in (("10", "V1"), ("9", "V2"), ("B", "V3")):
        Span.objects.filter(id=span).update(feeder_id=feeder)

    assert list(tree(document(made(".kmz", layer="vanos"))[0])) == [
        "Alimentador 1 – LA UNION",
        "Alimentador 9",
        "Alimentador B",
        "Alimentador 10",
        "Sin alimentador",
    ]


def test_a_pole_of_two_feeders_lies_with_the_feeder_asked_for(made):
    Pole.objects.filter(id="P1").update(feeder_ids=["0", "1"])

    assert "Poste P1" in tree(document(made(".kmz", feeder="1"))[0])["Alimentador 1 – LA UNION"]["Postes"]
    assert tree(document(made(".kmz"))[0])["Alimentador 0"] == {"Postes": ["Poste P1"]}


def test_a_placemark_says_all_that_is_known(made):
    placemarks = document(made(".kmz", layer="transformadores")).iter(f"{KML}Placemark")

    assert next(data for data in map(data_of, placemarks) if data["id"] == "T1") == {
        "id": "T1",
        "source_id": "SED-1",
        "name": "TRANSF.MON.10 KVA.7620 V.",
        "comuna_code": "14204",
        "vnr_code": "SA1",
        "rated_power_kva": "10",
        "voltage_class": "AT",
        "primary_v": "7620",
        "secondary_v": "220",
        "plate": "PT-1",
        "pole_plate": "8377",
        "transformer_type": "MONOFASICO",
        "phase_code": "++R",
        "feeder_id": "1",
        "substation_id": "1",
        "generation_kw": "3.3",
        "generator_count": "1",
        "from_node": "N3",
        "to_node": "L3",
        "pole_id": "P3",
        "phase_count": "1",
    }


def test_its_data_have_spanish_labels_with_their_units(made):
    schema = document(made(".kmz", layer="subestaciones")).find(f".//{KML}Schema")

    assert [(each.get("name"), each.get("type"), each.findtext(f"{KML}displayName")) for each in schema] == [
        ("id", "string", "Identificador"),
        ("source_id", "string", "Identificador de origen"),
        ("name", "string", "Nombre"),
        ("comuna_code", "string", "Comuna"),
        ("vnr_code", "string", "Código VNR"),
        ("feeder_ids", "string", "Alimentadores"),
        ("rated_power_kva", "double", "Potencia [kVA]"),
        ("primary_kv", "double", "Tensión primaria [kV]"),
        ("secondary_kv", "double", "Tensión secundaria [kV]"),
    ]


def test_every_style_and_picture_that_is_named_is_there(made):
    archive = unzipped(made(".kmz"))
    root = etree.fromstring(archive.read("doc.kml"))

    assert {url.text for url in root.iter(f"{KML}styleUrl")} == {
        *("#subestacion", "#alimentador", "#at_trifasico", "#at_monofasico", "#bt", "#trafo_hasta_15"),
        *("#fusible_cerrado", "#generador", "#poste"),
    }
    assert {url.text for url in root.iter(f"{KML}styleUrl")} <= {
        f"#{style.get('id')}" for style in root.iter(f"{KML}Style")
    }
    assert {href.text for href in root.iter(f"{KML}href")} == set(archive.namelist()) - {"doc.kml"}


def test_colours_and_widths_are_those_of_the_map(made):
    style = document(made(".kmz", layer="vanos")).find(f".//{KML}Style[@id='bt']/{KML}LineStyle")

    # alpha, blue, green, red of #a8480f
    assert (style.findtext(f"{KML}color"), style.findtext(f"{KML}width")) == ("ff0f48a8", "1.8")


def test_texts_may_hold_anything(made):
    text = 'R&D <b>"x"</b>\n]]> \x02\x0b \ufffe fin'
    Transformer.objects.filter(id="T1").update(name=text)

    root = document(made(".kmz", layer="transformadores"))
    ogc_schema().assertValid(root)
    found = {data["id"]: data["name"] for data in map(data_of, root.iter(f"{KML}Placemark"))}
    assert found["T1"] == 'R&D <b>"x"</b>\n]]>   fin'


def test_coordinates_are_those_of_postgis(made):
    drawn = LineString((-72.96012345678, -40.29987654321), (-72.95, -40.3), srid=4326)
    Span.objects.filter(id="V1").update(geom=drawn)

    placemark = next(
        placemark
        for placemark in document(made(".kmz", layer="vanos")).iter(f"{KML}Placemark")
        if data_of(placemark)["id"] == "V1"
    )
    points = [tuple(map(float, each.split(","))) for each in placemark.findtext(f".//{KML}coordinates").split()]
    for found, stored in zip(points, drawn.coords, strict=True):
        assert found == pytest.approx(stored, abs=CENTIMETRE_DEG)


def test_it_says_whose_and_of_when_it_is(made):
    assert document(made(".kmz"))[0].findtext(f"{KML}description") == (
        "Cooprel, publicación 1. Información al 30-11-2020. Licencia CC BY 4.0."
    )


def test_what_is_empty_is_still_a_document(made):
    root = document(made(".kmz", selection=Selection(boxes=((0, 0, 1, 1),))))

    ogc_schema().assertValid(root)
    assert tree(root[0]) == {"Subestaciones": []}
