import json

import pytest

from layers.models import Publication
from layers.small_map import box_of, draw
from layers.small_map.drawing import round_length
from tests.factories.network import SOUTH, STEP, WEST, publish_network

pytestmark = pytest.mark.django_db

HERE = (WEST + 3 * STEP, SOUTH)
#: Web mercator metres between two poles of the small network.
BETWEEN_PX = STEP * 111_319.49 * 640 / 700


def near(publication: Publication, **options):
    return draw(publication, box_of([HERE], 700), "Mapa", **options)


def test_what_the_map_shows_there_is_drawn_in_its_colours(network: Publication):
    drawn = near(network)
    assert [(lines.kind, lines.color) for lines in drawn.lines] == [
        ("bt", "#a8480f"),
        ("at_monofasico", "#0b4f8a"),
        ("at_trifasico", "#0b4f8a"),
    ]
    assert [(points.drawing.kind, len(points.places)) for points in drawn.points] == [
        ("poste", 0),
        ("fusible_cerrado", 1),
        ("generador", 1),
        ("trafo_hasta_15", 2),
        ("subestacion", 1),
    ]


def test_places_are_pixels_from_the_upper_left(network: Publication):
    drawn = near(network)
    fuse = next(points for points in drawn.points if points.drawing.kind == "fusible_cerrado")
    assert [float(each) for each in fuse.places[0]] == pytest.approx([320 - BETWEEN_PX, 180], abs=0.2)
    # From P3 to P4, east of it.
    low_voltage = drawn.lines[0].path
    assert low_voltage == f"M 320 180 l {BETWEEN_PX:.1f} 0"


def test_a_line_spoken_of_is_highlighted(network: Publication):
    span = near(network, selected=[("vanos", "V4")])
    assert (span.highlight, span.marked) == (span.lines[0].path, [span.lines[0].path])
    # A feeder is its medium voltage lines where it is not drawn as a whole.
    feeder = near(network, selected=[("alimentadores", "1")])
    assert feeder.highlight.count("M") == 3


def test_rings_pin_and_way_are_where_they_are_said_to_be(network: Publication):
    way = json.dumps({"type": "LineString", "coordinates": [HERE, (WEST + 4 * STEP, SOUTH)]})
    drawn = near(network, rings=[HERE], pin=HERE, way=[way, json.dumps({"type": "Point", "coordinates": HERE})])
    assert (drawn.rings, drawn.pin) == ([("320", "180")], ("320", "180"))
    assert drawn.way == f"M320 180L{320 + BETWEEN_PX:.1f} 180"


def test_lines_are_cut_at_the_frame(network: Publication):
    box = box_of([(WEST + 0.5 * STEP, SOUTH)], 50)
    assert draw(network, box, "Mapa").lines[0].path == "M -5 180 l 650 0"


def test_another_publication_is_another_map(network: Publication):
    publish_network(2)
    assert near(network).lines == near(Publication.objects.get(number=2)).lines


def test_one_query_draws_it(network: Publication, django_assert_num_queries):
    with django_assert_num_queries(1):
        near(network)


@pytest.mark.parametrize(("most", "length"), [(172, 100), (99, 50), (4999, 2000), (5000, 5000)])
def test_the_scale_bar_has_a_round_length(most, length):
    assert round_length(most) == length


def test_base_map_names_towns_and_lakes(network: Publication):
    wide = draw(network, box_of([(-73.1, -40.4), (-72.3, -40.2)]), "Mapa")
    assert "Río Bueno" in [name for name, _x, _y in wide.towns]
    assert wide.base.limits.startswith("M")
    assert wide.base.lakes.startswith("M")
