import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cl import rut as number

from accounts.rut import RutError, parse_rut, show_rut


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("12345678-5", "12345678-5"),
        ("12.345.678-5", "12345678-5"),
        (" 11111111-1 ", "11111111-1"),
        ("10000013-k", "10000013-K"),
        ("1000013-0", "1000013-0"),
        ("123456785", "12345678-5"),
        ("05.126.663-3", "5126663-3"),
    ],
)
def test_every_usual_writing_is_understood(written, canonical):
    assert parse_rut(written) == canonical


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("12345678-9", "El dígito verificador no corresponde a ese RUT. Revise que esté bien escrito."),
        ("", "Escriba el RUT sin puntos y con guion, por ejemplo 12345678-5."),
        ("abc", "Escriba el RUT sin puntos y con guion, por ejemplo 12345678-5."),
        ("1234567890123-4", "Escriba el RUT sin puntos y con guion, por ejemplo 12345678-5."),
    ],
)
def test_what_is_wrong_is_said(written, sentence):
    with pytest.raises(RutError, match=sentence):
        parse_rut(written)


@given(st.integers(1_000_000, 99_999_999))
def test_what_is_shown_is_understood_again(digits):
    rut = f"{digits}-{number.calc_check_digit(str(digits))}"
    assert parse_rut(show_rut(rut)) == rut
