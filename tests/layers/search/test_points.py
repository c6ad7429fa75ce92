"""Coordinates as people write them."""

import pytest

from layers.search import coordinates

#: Half a metre: what five decimals leave.
NEAR = 5e-6


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        pytest.param("-40.333 -72.953", -40.333, -72.953, id="points"),
        pytest.param("-40,333 -72,953", -40.333, -72.953, id="decimal commas"),
        pytest.param("-40.333, -72.953", -40.333, -72.953, id="comma between"),
        pytest.param("-40.333,-72.953", -40.333, -72.953, id="comma without space"),
        pytest.param("-40,333; -72,953", -40.333, -72.953, id="semicolon"),
        pytest.param("-40,333, -72,953", -40.333, -72.953, id="commas everywhere"),
        pytest.param("−40,333 −72,953", -40.333, -72.953, id="typographic minus"),
        pytest.param("-72.953 -40.333", -40.333, -72.953, id="longitude first"),
        pytest.param("40.333 72.953", -40.333, -72.953, id="signs forgotten"),
        pytest.param("-40.333° -72.953°", -40.333, -72.953, id="degree signs"),
        pytest.param("(-40.333, -72.953)", -40.333, -72.953, id="in brackets"),
        pytest.param("lat: -40.333 lon: -72.953", -40.333, -72.953, id="named"),
        pytest.param("40.333 S 72.953 W", -40.333, -72.953, id="letters after"),
        pytest.param("72,953 O, 40,333 S", -40.333, -72.953, id="oeste, longitude first"),
        pytest.param("S40.333 W72.953", -40.333, -72.953, id="letters before"),
        pytest.param("40°20'S 72°57'W", -40.333333, -72.95, id="minutes"),
        pytest.param("40° 20' 10,5\" S, 72° 57' 11\" O", -40.33625, -72.953056, id="seconds"),
        pytest.param("40º20’10”S 72º57’11”W", -40.336111, -72.953056, id="typographic signs"),
        pytest.param("40°20'10\"S72°57'11\"W", -40.336111, -72.953056, id="without space"),
        pytest.param("geo:-40.333,-72.953", -40.333, -72.953, id="geo link"),
        pytest.param("https://maps.example/@-40.333,-72.953,15z", -40.333, -72.953, id="map link"),
        pytest.param("673711 5533053", -40.335, -72.955, id="UTM"),
        pytest.param("5533053 673711", -40.335, -72.955, id="UTM, north first"),
        pytest.param("18S 673711 5533053", -40.335, -72.955, id="UTM with zone"),
        pytest.param("18H 673711 5533053", -40.335, -72.955, id="UTM with band"),
        pytest.param("huso 18 673711 5533053", -40.335, -72.955, id="huso"),
        pytest.param("E 673.711 N 5.533.053", -40.335, -72.955, id="UTM, points between thousands"),
        pytest.param("673711E, 5533053N", -40.335, -72.955, id="UTM, letters after"),
        pytest.param("19S 500000 5533053", -40.353081, -69.0, id="UTM in zone 19"),
    ],
)
def test_a_place_is_understood_however_it_is_written(text, lat, lon):
    (found,) = coordinates(text)
    assert (found.lat, found.lon) == (pytest.approx(lat, abs=NEAR), pytest.approx(lon, abs=NEAR))


def test_utm_without_a_zone_is_in_that_of_the_network():
    (found,) = coordinates("500000 5533053", 19)
    assert found.lon == pytest.approx(-69, abs=NEAR)


@pytest.mark.parametrize(
    "text",
    [
        "40 72",
        "328250 8377",
        "8377",
        "-95.5 -190.5",
        "40°20'S 72°57'S",
        "1 2 3",
        "673711 1",
        "",
        "-40.333",
        "N N",
        "°' °'",
    ],
)
def test_what_is_no_place_gives_none(text):
    assert list(coordinates(text)) == []
