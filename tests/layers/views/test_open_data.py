"""/datos/ and what machines are told."""

import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest

from layers.models import Publication
from tests.factories.network import publish_network
from tests.layers.views.reading import read

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
REPORT = {
    "rows": [
        {"layer": "vanos", "source": "SSDMT", "file": "red.gpkg", "read": 1200, "taken": 1199, "refused": 1},
        {"layer": "vnr", "source": "vnr", "file": "red.gpkg", "read": 2, "taken": 2, "refused": 0},
    ],
    "checks": [
        {
            "key": "length_differs",
            "label": "Largo distinto del trazado",
            "severity": "warning",
            "count": 7,
            "findings": [
                {
                    "layer": "vanos", "file": "red.gpkg", "source": "SSDMT", "line": number, "id": f"V{number}",
                    "field": "length_m", "value": "96.0", "reason": "difiere del trazado",
                }
                for number in range(1, 8)
            ],
        },
        {
            "key": "generator_nowhere",
            "label": "Generador sin nodo",
            "severity": "warning",
            "count": 1,
            "findings": [
                {
                    "layer": "generadores", "file": "red.gpkg", "source": "UGBT", "line": 3, "id": "G-CASA",
                    "field": "node", "value": "N-CASA", "reason": "no llega a ningún nodo",
                }
            ],
        },
        {"key": "loop", "label": "Anillos", "severity": "warning", "count": 0, "findings": []},
    ],
    "topology": {"nodes": 2357, "feeders_traced": 2},
}  # fmt: skip


@pytest.fixture(autouse=True)
def files_root(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def rows_of(page, caption: str) -> list[list[str]]:
    table = next(each for each in page.root.iter("table") if caption in "".join(each.find("caption").itertext()))
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table.find("tbody")]


def open_details(page, summary: str) -> list[str]:
    details = next(each for each in page.root.iter("details") if summary in "".join(each.find("summary").itertext()))
    return [" ".join("".join(item.itertext()).split()) for item in details.iter("li")]


def test_the_page_says_of_when_and_under_which_licence(client, network):
    page = read(client, "/datos/")

    assert (page.headings, page.status) == (["Datos abiertos"], 200)
    assert "Información al 30-11-2020, publicación 1." in page.text
    assert "bajo la licencia CC BY 4.0" in page.text


def test_the_dictionary_has_a_table_for_each_layer(client, network):
    rows = rows_of(read(client, "/datos/"), "Campos de Equipos")
    assert rows[6] == [
        "state",
        "Estado",
        "",
        "Valores: abierto, cerrado (Abierto, Cerrado)",
        "Cooperativa",
        "Ficha, API y descargas",
    ]


def test_the_history_tells_what_changed(client, network):
    Publication.objects.update(counts={"vanos": 1240, "postes": 3, "equipos": 1})
    publish_network(2, cutoff_on=date(2021, 6, 30))
    Publication.objects.filter(number=2).update(counts={"vanos": 1252, "postes": 1, "equipos": 1})

    rows = rows_of(read(client, "/datos/"), "Publicaciones de la red")
    assert [[row[0], row[1], row[5], row[7], row[9]] for row in rows] == [
        ["2 (vigente)", "30-06-2021", "1.252 +12", "1 igual", "1 −2"],
        ["1", "30-11-2020", "1.240", "1", "3"],
    ]


def test_the_validation_report_is_public_but_for_households(client, network):
    Publication.objects.update(report=REPORT)

    page = read(client, "/datos/")
    assert open_details(page, "Aviso: Largo distinto del trazado (7)") == [
        *(f"vanos V{number}: length_m = 96.0: difiere del trazado" for number in range(1, 6)),
        "… y más: los primeros 5 de 7.",
    ]
    assert open_details(page, "Aviso: Generador sin nodo (1)") == ["No se detallan: pueden ser de una casa."]
    assert "CASA" not in page.text
    assert "Anillos" not in page.text
    assert rows_of(page, "Filas leídas") == [["Vanos (SSDMT)", "1.200", "1.199", "1"], ["Códigos VNR", "2", "2", "0"]]
    assert page.facts() == {"Nodos": "2.357", "Alimentadores recorridos": "2"}


def test_an_earlier_publication_has_its_own_page(client, network):
    publish_network(2, cutoff_on=date(2021, 6, 30))

    assert "Información al 30-11-2020, publicación 1." in read(client, "/datos/?publication=1").text


@pytest.mark.parametrize("publications", [1, 3])
def test_the_page_costs_the_same_with_more_publications(client, network, django_assert_num_queries, publications):
    for number in range(2, publications + 1):
        publish_network(number)

    with django_assert_num_queries(3):
        client.get("/datos/")


# Machines


def test_dcat_describes_the_network_and_each_layer(client, network):
    response = client.get("/datos/catalogo.jsonld")
    found = json.loads(response.content)

    assert response["Content-Type"] == "application/ld+json"
    assert (found["@type"], found["@id"]) == ("dcat:Catalog", "http://testserver/datos/catalogo.jsonld")
    assert [dataset["dct:identifier"] for dataset in found["dcat:dataset"]] == [
        *(
            "red",
            "subestaciones",
            "alimentadores",
            "vanos",
            "transformadores",
            "equipos",
            "generadores",
            "postes",
            "comunas",
            "capacidad",
        ),
    ]
    network_set = found["dcat:dataset"][0]
    assert network_set["dct:title"] == {"@language": "es", "@value": "Red eléctrica de Cooprel"}
    assert network_set["dct:temporal"]["dcat:endDate"] == {"@type": "xsd:date", "@value": "2020-11-30"}
    assert network_set["dcat:version"] == "1"
    assert network_set["dcat:distribution"][0] == {
        "@id": "http://testserver/descargas/red.kmz",
        "@type": "dcat:Distribution",
        "dct:title": {"@language": "es", "@value": "KMZ"},
        "dct:description": {
            "@language": "es",
            "@value": "Se abre con doble clic en Google Earth; cada elemento trae sus datos.",
        },
        "dct:license": {"@id": "https://creativecommons.org/licenses/by/4.0/deed.es"},
        "dcat:accessURL": {"@id": "http://testserver/descargas/red.kmz"},
        "dcat:downloadURL": {"@id": "http://testserver/descargas/red.kmz"},
        "dcat:mediaType": {"@id": "https://www.iana.org/assignments/media-types/application/vnd.google-earth.kmz"},
    }


def test_every_address_in_dcat_answers(client, network):
    text = client.get("/datos/catalogo.jsonld").content.decode()

    addresses = sorted(set(re.findall(r'"http://testserver(/[^"#]*)', text)))
    assert len(addresses) == 65
    assert {client.head(address).status_code for address in addresses} == {200}


def test_schema_org_describes_the_data_set(client, network):
    found = json.loads(client.get("/datos/conjunto.jsonld").content)

    assert {name: found[name] for name in ("@type", "name", "version", "temporalCoverage", "license")} == {
        "@type": "Dataset",
        "name": "Red eléctrica de Cooprel",
        "version": "1",
        "temporalCoverage": "2020-11-30",
        "license": "https://creativecommons.org/licenses/by/4.0/deed.es",
    }
    assert found["spatialCoverage"]["geo"]["box"] == "-40.301 -72.96 -40.3 -72.951"
    assert {"@type": "PropertyValue", "name": "length_m", "description": "Extensión", "unitText": "m"} in found[
        "variableMeasured"
    ]


def test_the_page_leads_machines_to_them_without_a_script(client, network):
    text = client.get("/datos/").content.decode()

    assert re.findall(r'<link rel="(\w+)" type="application/ld\+json" href="([^"]+)"', text) == [
        ("alternate", "/datos/catalogo.jsonld"),
        ("describedby", "/datos/conjunto.jsonld"),
    ]
    assert 'ld+json">{' not in text


def test_a_shared_link_shows_title_description_and_picture(client, network):
    text = client.get("/datos/").content.decode()

    found = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)"', text))
    assert found == {
        "type": "website",
        "locale": "es_CL",
        "site_name": "Red eléctrica de Cooprel",
        "title": "Datos abiertos – Cooprel",
        "description": "Diccionario de datos, publicaciones, informe de validación, licencia y recetas de los datos de la "
        "red eléctrica de Cooprel.",
        "url": "http://testserver/datos/",
        "image": found["image"],
    }
    assert re.fullmatch(r"http://testserver/static/img/share.*\.png", found["image"])


# Search engines


def locations(response) -> list[str]:
    text = b"".join(response.streaming_content) if response.streaming else response.content
    return [each.text for each in ElementTree.fromstring(text).iter(f"{SITEMAP}loc")]


def test_the_sitemap_leads_to_pages_that_answer(client, network):
    Publication.objects.update(counts={"subestaciones": 1, "alimentadores": 1, "transformadores": 2})

    parts = locations(client.get("/sitemap.xml"))
    assert parts == [
        f"http://testserver/sitemap-{name}-1.xml"
        for name in ("paginas", "subestaciones", "alimentadores", "transformadores")
    ]
    pages = [page for part in parts for page in locations(client.get(part.removeprefix("http://testserver")))]
    assert pages[-2:] == ["http://testserver/transformadores/T1/", "http://testserver/transformadores/T2/"]
    assert "http://testserver/datos/" in pages
    assert {client.get(page.removeprefix("http://testserver")).status_code for page in pages} == {200}


def test_a_part_that_does_not_exist_is_not_found(client, network):
    assert [client.get(f"/sitemap-{name}.xml").status_code for name in ("vanos-1", "paginas-2", "x-1")] == [404] * 3


def test_robots_are_led_to_the_sitemap(client, network):
    text = client.get("/robots.txt").content.decode()

    assert text.splitlines()[0] == "User-agent: *"
    assert text.splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"
