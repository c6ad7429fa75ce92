import pytest

from layers.sources.values import as_text, single_precision_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("  tal cual ", "  tal cual "),
        ("", ""),
        (96, "96"),
        (2**63 + 1, "9223372036854775809"),
        (96.0, "96.0"),
        (0.1, "0.1"),
        (-40.29999999999999, "-40.29999999999999"),
        (1e22, "10000000000000000000000"),
        (1.5e-7, "0.00000015"),
        (True, "true"),
        (False, "false"),
        (float("nan"), "NaN"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (b"\x01\xff", "01ff"),
        ({"á": [1, None]}, '{"á":[1,null]}'),
    ],
)
def test_a_value_as_text(value, text):
    assert as_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param(13.199999809265137, "13.2", id="a 13.2 of four bytes"),
        pytest.param(13.2, "13.2", id="a 13.2 of eight bytes"),
        pytest.param(0.333333333333, "0.333333333333", id="more digits than four bytes hold"),
        pytest.param(9007199254740992.0, "9007199254740992.0", id="a whole number is never rounded"),
        pytest.param(float("nan"), "NaN", id="no number"),
        pytest.param("13.199999809265137", "13.199999809265137", id="text"),
    ],
)
def test_a_number_of_single_precision_as_text(value, text):
    assert single_precision_text(value) == text
