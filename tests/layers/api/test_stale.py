"""Every answer that says of when its data are says too whether they are old, and asks the database no more for that."""

from datetime import timedelta

import pytest
from django.utils import timezone

from layers.models import Publication

#: Each kind of address, with the queries that it costs.
ADDRESSES = {
    "/api/collections": 2,  # publication, extent of the comunas
    "/api/collections/vanos": 1,
    "/api/collections/vanos/items": 3,  # publication, count, page
    "/api/collections/vanos/items/V1": 2,  # item, its VNR
    "/api/collections/vanos/tiles": 1,
    "/api/collections/vanos/tiles/WebMercatorQuad": 1,
    "/api/search?q=V1": 4,  # publication, assets, VNR codes, conductors
    "/api/identify?lon=-72.957&lat=-40.3&z=16": 1,
    "/api/path?layer=vanos&id=V1": None,  # as many as its way has kinds of things: test_paths.py
    "/api/neighbours?layer=vanos&id=V1": None,
}


def said(client, address: str) -> bool:
    document = client.get(address).json()
    stamped = document if "data_as_of" in document else document["properties"]
    assert set(stamped) >= {"publication", "data_as_of"}
    return stamped["stale"]


def make_old(days: int, **changes) -> None:
    Publication.objects.update(cutoff_on=timezone.localdate() - timedelta(days=days), **changes)


@pytest.mark.parametrize("address", ADDRESSES)
def test_data_are_stale_from_one_day_after_the_limit_on(client, network, settings, address):
    settings.STALE_AFTER_DAYS = 45
    make_old(45)
    assert said(client, address) is False
    make_old(46)
    assert said(client, address) is True


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_demonstration_is_never_stale(client, network, address):
    make_old(4000, is_demo=True)
    assert said(client, address) is False


@pytest.mark.parametrize(("address", "count"), [(a, n) for a, n in ADDRESSES.items() if n is not None])
def test_what_an_answer_costs(client, network, django_assert_num_queries, address, count):
    with django_assert_num_queries(count):
        client.get(address)


def test_features_of_a_list_say_it_each(client, network):
    features = client.get("/api/collections/vanos/items").json()["features"]
    assert {feature["properties"]["stale"] for feature in features} == {True}


def test_the_description_of_the_api_names_it(client, network):
    schemas = client.get("/api/openapi.json").json()["components"]["schemas"]
    assert schemas["VanosFeature"]["properties"]["properties"]["properties"]["stale"] == {
        "type": "boolean",
        "title": "Datos antiguos",
        "description": "Si los datos tienen más días que los que la cooperativa promete; nunca en una red de demostración",
    }
