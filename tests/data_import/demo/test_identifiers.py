from itertools import islice

from data_import.demo.identifiers import Identifiers, numbers


def test_reserved_numbers_are_left_out():
    assert list(islice(numbers(7703, frozenset({7705, 7706})), 4)) == [7703, 7704, 7707, 7708]


def test_nodes_leave_the_numbers_of_sources_free():
    assert list(islice(numbers(899_999, frozenset()), 2)) == [899_999, 1_000_000]


def test_plates_rise_and_leave_out_the_golden_one():
    ids = Identifiers()
    plates = [int(ids.plate()) for _ in range(5000)]
    assert plates == sorted(set(plates))
    assert 8377 not in plates
