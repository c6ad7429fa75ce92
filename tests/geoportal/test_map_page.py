import json
from datetime import date

import pytest
from django.test import Client

from geoportal.map_page import TILE_ZOOMS, drawn_layers, map_config
from layers.models import Publication

pytestmark = pytest.mark.django_db


def config_of(html: str) -> dict:
    return json.loads(html.split('id="map-config" type="application/json">')[1].split("</script>", maxsplit=1)[0])


def test_the_page_describes_the_current_publication(client: Client, network: Publication, django_assert_num_queries):
    # The publication for the page and for what every page says of it; names of substations and feeders.
    with django_assert_num_queries(4):
        response = client.get("/")
    config = config_of(response.content.decode())
    assert config == json.loads(json.dumps(map_config(network)))
    assert config["publication"] == {
        "number": 1,
        "cutoff_on": "2020-11-30",
        "metric_srid": network.metric_srid,
        "extent": list(network.extent.extent),
    }
    assert "Información al 30-11-2020" in response.content.decode()


def test_a_layer_says_how_many_things_it_has_and_how_they_are_drawn(network: Publication):
    network.counts = {"vanos": 6456}
    spans = next(layer for layer in map_config(network)["layers"] if layer["id"] == "vanos")
    assert spans["count"] == 6456
    assert [symbol["kind"] for symbol in spans["symbols"]] == [
        "at_trifasico",
        "at_bifasico",
        "at_monofasico",
        "at_sin_dato",
        "bt",
    ]
    assert spans["tiles"] == [{"from": 13, "to": 14, "zoom": 13}, {"from": 15, "to": 22, "zoom": 15}]
    assert spans["fields"][5] == {
        "name": "voltage_class",
        "label": "Tensión",
        "unit": "",
        "description": "AT: media tensión; BT: baja tensión",
        "layer": None,
        "choices": {"AT": "AT (media tensión)", "BT": "BT (baja tensión)"},
    }


def test_painted_by_phases_feeders_come_in_tiles_that_know_them(network: Publication):
    feeders = next(layer for layer in map_config(network)["layers"] if layer["id"] == "alimentadores")
    assert feeders["tiles"] == [{"from": 0, "to": 9, "zoom": 5}, {"from": 10, "to": 12, "zoom": 10}]
    assert feeders["phase_tiles"] == [{"from": 0, "to": 12, "zoom": 10}]


def test_comunas_are_opened_and_not_drawn(network: Publication):
    areas = map_config(network)["areas"]
    assert [(area["id"], area["singular"], area["tiles"]) for area in areas] == [("comunas", "Comuna", [])]


def test_every_layer_of_a_publication_has_tiles(network: Publication):
    assert {layer.id for layer in drawn_layers()} == set(TILE_ZOOMS)


def test_without_a_publication_the_map_is_empty_and_says_so(client: Client):
    html = client.get("/").content.decode()
    assert config_of(html)["publication"] is None
    assert "Sin red publicada" in html


def test_a_demonstration_is_called_one_and_is_never_stale(client: Client, network: Publication):
    Publication.objects.update(is_demo=True)
    html = client.get("/").content.decode()
    assert "Red de demostración" in html
    assert "Información atrasada" not in html


def test_old_data_carry_a_banner_and_fresh_data_none(client: Client, network: Publication):
    assert "Información atrasada" in client.get("/").content.decode()
    Publication.objects.update(cutoff_on=date.today())
    assert "Información atrasada" not in client.get("/").content.decode()


def test_nothing_inline_runs_on_the_page(client: Client, network: Publication):
    response = client.get("/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    html = response.content.decode()
    assert [word for word in (" style=", " onclick=", "<style", "javascript:") if word in html] == []


def test_the_map_is_not_kept_by_caches(client: Client, network: Publication):
    assert "no-cache" in client.get("/").headers["Cache-Control"]


def test_without_javascript_the_lists_are_named(client: Client, network: Publication):
    html = client.get("/").content.decode().split("<noscript>")[1].split("</noscript>")[0]
    assert [layer.id for layer in drawn_layers() if f'href="/{layer.id}/"' not in html] == []


def test_an_unknown_page_says_what_to_do(client: Client):
    response = client.get("/no-existe/")
    assert response.status_code == 404
    assert "No encontramos esa página" in response.content.decode()
    assert "800 600 303" in response.content.decode()
