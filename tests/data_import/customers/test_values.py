"""Texts as values: RUTs against the library's own check digit, decimals in every style."""

from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import sql
from stdnum.cl import rut

from data_import.customers.columns import Column
from data_import.customers.values import COMMA, POINT, read, typed
from data_import.functions import trimmed

KWH = Column("consumo", "consumption", "number", "", "")
PESOS = Column("monto", "amount", "pesos", "", "")
RUT = Column("rut", "rut", "rut", "", "")
DATE = Column("fecha", "date", "date", "", "")
MONTH = Column("mes", "month", "month", "", "")
NUMBERS = st.decimals(-99_999_999, 99_999_999, places=3)
QUICK = settings(max_examples=60, deadline=None)


def value_of(column: Column, text: str, style: str = POINT) -> tuple[object, str | None]:
    """What the database makes of a text, and the first reason against it."""
    name, value = sql.SQL("t.text"), sql.SQL("t.value")
    found = typed(column, name, value)
    reasons = [sql.SQL("WHEN {} THEN {}").format(condition, sql.Literal(reason)) for condition, reason in found.faults]
    reason = sql.SQL("CASE {} END").format(sql.SQL(" ").join(reasons))
    rows = sql.SQL("(SELECT text, {} AS value FROM (SELECT {} AS text) s) t").format(
        read(column, sql.SQL("text"), style), trimmed(sql.Literal(text), ())
    )
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT {}, {} FROM {}").format(found.value, reason, rows))
        return cursor.fetchone()


def in_chilean(number: Decimal) -> str:
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


@pytest.mark.django_db
@QUICK
@given(NUMBERS)
def test_a_number_is_the_same_in_every_style(number):
    assert value_of(KWH, str(number)) == (number, None)
    assert value_of(KWH, str(number).replace(".", ","), COMMA) == (number, None)
    assert value_of(KWH, in_chilean(number), COMMA) == (number, None)


@pytest.mark.django_db
@QUICK
@given(st.integers(1_000_000, 99_999_999))
def test_a_rut_is_taken_with_its_check_digit_alone(body):
    digit = rut.calc_check_digit(str(body))
    canonical = f"{body}-{digit}"
    assert value_of(RUT, f" 0{body:,}-{digit.lower()} ".replace(",", ".")) == (canonical, None)
    assert value_of(RUT, f"{body}{digit}") == (canonical, None)
    other = "1" if digit != "1" else "2"
    assert value_of(RUT, f"{body}-{other}")[1] == "el dígito verificador no corresponde"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "text", "style", "found"),
    [
        (KWH, "12.5", COMMA, (None, "no es un número")),
        (KWH, "1,911.70", POINT, (None, "no es un número")),
        (KWH, "NaN", POINT, (None, "no es un número")),
        (KWH, "1e400", POINT, (None, "no es un número")),
        (KWH, "1e99", POINT, (None, "fuera de rango")),
        (KWH, "0.0005", POINT, (Decimal("0.001"), None)),
        (PESOS, "47.045", COMMA, (47045, None)),
        (PESOS, "47045.00", POINT, (47045, None)),
        (PESOS, "-6", COMMA, (-6, None)),
        (PESOS, "2147483648", POINT, (None, "fuera de rango")),
        (RUT, "66.666.666-6", POINT, ("66666666-6", None)),
        (RUT, "doce", POINT, (None, "no es un RUT")),
    ],
)
def test_hard_texts(column, text, style, found):
    assert value_of(column, text, style) == found


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["31-08-2020", "31/08/2020", "2020-08-31", "2020-08-31 00:00:00"])
def test_a_date_may_be_written_in_either_order(text):
    value, reason = value_of(DATE, text)
    assert (f"{value:%Y-%m-%d}", reason) == ("2020-08-31", None)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2020-08", "08-2020", "08/2020", "2020-08-01", "01-08-2020"])
def test_a_month_may_be_written_in_either_order(text):
    value, reason = value_of(MONTH, text)
    assert (f"{value:%Y-%m-%d}", reason) == ("2020-08-01", None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["31-02-2020", "2020-13-01", "00-01-2020", "01-01-0000", "1-1-2020", "2020-02-30", "ayer"]
)
def test_a_day_that_no_calendar_has_is_no_date(text):
    assert value_of(DATE, text) == (None, "no es una fecha (DD-MM-AAAA o AAAA-MM-DD)")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["2020-13", "00-2020", "0000-01", "2020", "31-02-2020", "enero"])
def test_a_month_that_no_calendar_has_is_no_month(text):
    assert value_of(MONTH, text) == (None, "no es un mes (AAAA-MM o MM-AAAA)")
