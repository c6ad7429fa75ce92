import pytest

from layers.small_map.box import box_of, positions_of


def test_a_point_has_its_surroundings():
    box = box_of([(-72.96, -40.3)], 700)
    assert (round(box.east - box.west), round(box.north - box.south)) == (700, 394)
    assert box.pixel(-72.96, -40.3) == pytest.approx((320, 180))
    assert box.zoom == 17


def test_what_is_long_or_high_fits_with_a_margin():
    for corner in ((-72.5, -40.3), (-72.96, -41.3)):
        box = box_of([(-72.96, -40.3), corner])
        places = [*box.pixel(-72.96, -40.3), *box.pixel(*corner)]
        assert all(0 < place < 640 for place in places)
        assert (box.east - box.west) / (box.north - box.south) == pytest.approx(16 / 9)


def test_its_sides_in_degrees_are_those_it_was_made_of():
    west, south, east, north = box_of([(-72.96, -40.3)], 700).degrees()
    assert ((west + east) / 2, (south + north) / 2) == pytest.approx((-72.96, -40.3), abs=1e-6)


def test_without_a_place_there_is_no_box():
    assert box_of(positions_of(None)) is None
    assert box_of(positions_of({"type": "MultiLineString", "coordinates": []})) is None


def test_all_positions_of_any_geometry():
    nested = {"type": "MultiLineString", "coordinates": [[[1, 2], [3, 4, 9]], [[5, 6], [7, 8]]]}
    assert positions_of(nested) == [(1, 2), (3, 4), (5, 6), (7, 8)]
