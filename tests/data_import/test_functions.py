"""What a mapping can do to a value, as tables: the text in a file → what is kept, or why the row is refused."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from psycopg import sql

from data_import.crs import coordinate_limits
from data_import.functions import (
    Expression,
    as_date,
    as_month,
    as_number,
    as_positive,
    as_text,
    coded,
    first_of,
    geometry_faults,
    prefixed,
    trimmed,
    typed,
)
from data_import.records import Column
from layers.enums import DemandUnit, SwitchState

pytestmark = pytest.mark.django_db

TEXT = sql.SQL("r.c")
PLAIN = Expression(TEXT, TEXT)
NO_NUMBER = (None, "no es un número")


def outcome(expression: Expression, text: str | None) -> tuple:
    """(value, reason): the value PostgreSQL computes for a text, and the first fault that holds."""
    faults = [sql.SQL("when {} then {}").format(fault, sql.Literal(reason)) for fault, reason in expression.faults]
    reason = sql.SQL("case {} end").format(sql.SQL(" ").join(faults)) if faults else sql.SQL("null")
    query = sql.SQL("SELECT {}, {} FROM (VALUES ({}::text)) r(c)").format(expression.value, reason, sql.Literal(text))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()


def value(composable: sql.Composable, text: str | None) -> str | None:
    return outcome(Expression(composable, TEXT), text)[0]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("Río Bueno", "Río Bueno", id="as-it-is"),
        pytest.param("  Río Bueno ", "Río Bueno", id="blanks-around"),
        pytest.param("\tRío Bueno\r\n", "Río Bueno", id="tab-and-line-end-around"),
        pytest.param("\u00a0Río Bueno\u00a0", "Río Bueno", id="unbreakable-blanks-around"),
        pytest.param("Río  Bueno", "Río  Bueno", id="blanks-within-stay"),
        pytest.param(" ", None, id="a-blank"),
        pytest.param("", None, id="nothing"),
        pytest.param(None, None, id="null"),
        pytest.param(" S/I ", None, id="the-delivery's-own-word-for-nothing"),
        pytest.param("s/i", "s/i", id="that-word-is-taken-exactly"),
        pytest.param("0", "0", id="zero-is-something"),
    ],
)
def test_blanks_and_words_for_nothing(text, kept):
    assert value(trimmed(TEXT, ("", "S/I")), text) == kept


@pytest.mark.parametrize(
    ("columns", "kept"),
    [
        pytest.param([], None, id="none-named"),
        pytest.param(["'uno'"], "uno", id="one"),
        pytest.param(["null", "'dos'", "'tres'"], "dos", id="first-filled"),
    ],
)
def test_the_first_filled_column_counts(columns, kept):
    assert value(first_of([sql.SQL(f"{column}::text") for column in columns]), "") == kept


@pytest.mark.parametrize(
    ("text", "kept"), [("1857", "MT-1857"), (None, None)], ids=["before-a-value", "nothing-stays-nothing"]
)
def test_a_prefix(text, kept):
    assert value(prefixed(TEXT, "MT-"), text) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("F", ("cerrado", None), id="known"),
        pytest.param("0", (None, None), id="means-unknown"),
        pytest.param(None, (None, None), id="empty"),
        pytest.param("X", (None, "código desconocido"), id="unknown"),
        pytest.param("f", (None, "código desconocido"), id="case-counts"),
        pytest.param("it's", ("O'Higgins", None), id="quotes"),
    ],
)
def test_codes(text, expected):
    table = {"F": "cerrado", "A": "abierto", "0": "", "it's": "O'Higgins"}
    assert outcome(coded(TEXT, table), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12.5", (12.5, None), id="point"),
        pytest.param("-7", (-7.0, None), id="negative"),
        pytest.param("+7.", (7.0, None), id="sign-and-bare-point"),
        pytest.param(".5", (0.5, None), id="no-leading-zero"),
        pytest.param("1.5e3", (1500.0, None), id="exponent"),
        pytest.param(None, (None, None), id="nothing"),
        pytest.param("abc", NO_NUMBER, id="letters"),
        pytest.param("NaN", NO_NUMBER, id="nan"),
        pytest.param("Infinity", NO_NUMBER, id="infinity"),
        pytest.param("1e400", NO_NUMBER, id="beyond-doubles"),
        pytest.param("9" * 200, NO_NUMBER, id="two-hundred-digits"),
        pytest.param("9" * 250 + "e99", NO_NUMBER, id="many-digits-and-an-exponent"),
        pytest.param("0." + "0" * 330 + "1", NO_NUMBER, id="too-small-for-doubles"),
        pytest.param("9" * 196 + "e99", (1e295, None), id="longest-mantissa-and-exponent"),
        pytest.param("0." + "0" * 192 + "1e-99", (1e-292, None), id="smallest-mantissa-and-exponent"),
        pytest.param("١٢", NO_NUMBER, id="digits-of-other-scripts"),
        pytest.param("1 000", NO_NUMBER, id="blank-between-thousands"),
        pytest.param("0x1F", NO_NUMBER, id="hexadecimal"),
        pytest.param("12; drop table layers_span", NO_NUMBER, id="sql"),
        pytest.param("12,5", (None, 'lleva coma decimal: diga decimal = "," en el mapeo'), id="decimal-comma"),
    ],
)
def test_numbers_with_a_decimal_point(text, expected):
    assert outcome(as_number(PLAIN, ".", None), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12,5", (12.5, None), id="comma"),
        pytest.param("1.234,5", (1234.5, None), id="thousands"),
        pytest.param("-1.234.567", (-1234567.0, None), id="thousands-only"),
        pytest.param("1234", (1234.0, None), id="whole"),
        pytest.param("1,5e3", (1500.0, None), id="exponent"),
        pytest.param(None, (None, None), id="nothing"),
        # Taken as thousands it would be ten times too much.
        pytest.param("12.5", NO_NUMBER, id="a-point-that-parts-no-thousands"),
        pytest.param("1.23.456", NO_NUMBER, id="uneven-thousands"),
        pytest.param("1,234,5", NO_NUMBER, id="two-commas"),
        pytest.param("1,234.5", NO_NUMBER, id="the-other-style"),
    ],
)
def test_numbers_with_a_decimal_comma(text, expected):
    assert outcome(as_number(PLAIN, ",", None), text) == expected


def test_a_unit_conversion():
    assert outcome(as_number(PLAIN, ".", 0.5), "13200") == (6600.0, None)


def test_a_number_may_have_its_own_limit():
    column = Column("fraction", "number", limit=1000)
    assert [
        outcome(typed(PLAIN, column, decimal=".", date="", multiply=None), text) for text in ("999.9", "-1000", "1000")
    ] == [
        (999.9, None),
        (-1000.0, "fuera de rango"),
        (1000.0, "fuera de rango"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("150.5", (150.5, None), id="positive"),
        pytest.param("0", (None, None), id="zero-means-unknown"),
        pytest.param("0.00", (None, None), id="zero-however-written"),
        pytest.param("-1", (-1.0, "es negativo"), id="negative"),
        pytest.param("x", NO_NUMBER, id="no-number"),
        pytest.param(None, (None, None), id="nothing"),
    ],
)
def test_ratings(text, expected):
    assert outcome(as_positive(as_number(PLAIN, ".", None)), text) == expected


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        pytest.param("DD/MM/YYYY", "31/12/2019", date(2019, 12, 31), id="slashes"),
        pytest.param("DD/MM/YYYY", "1/2/2020", date(2020, 2, 1), id="single-digits"),
        pytest.param("DD/MM/YYYY", "29/02/2020", date(2020, 2, 29), id="leap-day"),
        pytest.param("DD/MM/YYYY", "31/02/2020", None, id="no-such-day"),
        pytest.param("DD/MM/YYYY", "29/02/2019", None, id="no-leap-day"),
        pytest.param("DD/MM/YYYY", "12/31/2019", None, id="month-first"),
        pytest.param("DD/MM/YYYY", "00/01/2020", None, id="day-zero"),
        pytest.param("DD/MM/YYYY", "01/01/0000", None, id="year-zero"),
        pytest.param("DD/MM/YYYY", "99/99/9999", None, id="nines"),
        pytest.param("DD/MM/YYYY", "2020-01-31", None, id="another-style"),
        pytest.param("DD-MM-YYYY", "30-11-2020", date(2020, 11, 30), id="dashes"),
        pytest.param("YYYYMMDD", "20201130", date(2020, 11, 30), id="digits-only"),
        pytest.param("YYYYMMDD", "20201301", None, id="digits-only-no-such-month"),
        pytest.param("YYYY-MM-DD", "2020-11-30", date(2020, 11, 30), id="iso"),
        pytest.param("YYYY-MM-DD", "2020-11-30T12:00:00Z", date(2020, 11, 30), id="iso-with-time"),
        pytest.param("YYYY-MM-DD", "9999-12-31", date(9999, 12, 31), id="last-day"),
        pytest.param("YYYY-MM-DD", "20-11-30", None, id="two-digit-year"),
    ],
)
def test_dates(style, text, expected):
    reason = None if expected else f"no es una fecha {style}"
    assert outcome(as_date(PLAIN, style), text) == (expected, reason)


def test_no_date_is_no_fault():
    assert outcome(as_date(PLAIN, "DD/MM/YYYY"), None) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2020-03", (date(2020, 3, 1), None), id="month"),
        pytest.param("2020-03-17", (date(2020, 3, 1), None), id="a-day-of-it"),
        pytest.param(None, (None, None), id="nothing"),
        pytest.param("2020-13", (None, "no es un mes AAAA-MM"), id="thirteenth"),
        pytest.param("0000-01", (None, "no es un mes AAAA-MM"), id="year-zero"),
        pytest.param("03/2020", (None, "no es un mes AAAA-MM"), id="month-first"),
    ],
)
def test_months(text, expected):
    assert outcome(as_month(PLAIN), text) == expected


@pytest.mark.parametrize(
    ("column", "text", "expected"),
    [
        pytest.param(Column("plate", length=4), "PT-1", ("PT-1", None), id="as-long-as-it-may-be"),
        pytest.param(Column("plate", length=4), "PT-12", ("PT-12", "más de 4 caracteres"), id="too-long"),
        pytest.param(Column("plate", length=4), "Ñandú", ("Ñandú", "más de 4 caracteres"), id="letters-not-bytes"),
        pytest.param(Column("state", choices=SwitchState), "abierto", ("abierto", None), id="a-word-of-the-list"),
        pytest.param(
            Column("state", choices=SwitchState),
            "Abierto",
            ("Abierto", "código desconocido; se acepta abierto, cerrado"),
            id="no-word-of-the-list",
        ),
        pytest.param(Column("unit", choices=DemandUnit), None, (None, None), id="nothing"),
    ],
)
def test_texts(column, text, expected):
    assert outcome(as_text(PLAIN, column), text) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("text", ("2020-03", None)),
        ("number", NO_NUMBER),
        ("positive", NO_NUMBER),
        ("date", (None, "no es una fecha DD/MM/YYYY")),
        ("month", (date(2020, 3, 1), None)),
    ],
)
def test_a_value_becomes_what_its_column_holds(kind, expected):
    assert (
        outcome(typed(PLAIN, Column("c", kind), decimal=".", date="DD/MM/YYYY", multiply=None), "2020-03") == expected
    )


def geometry_outcome(wkt: str | None, kind: str = "LineString", required: bool = True, srid: int = 4326) -> str | None:
    faults = geometry_faults(sql.SQL("st_geomfromtext(r.c, 4326)"), kind, required, coordinate_limits(srid))
    return outcome(Expression(sql.SQL("1"), TEXT, faults), wkt)[1]


@pytest.mark.parametrize(
    ("wkt", "reason"),
    [
        pytest.param("LINESTRING (-72.9 -40.3, -72.8 -40.3)", None, id="sound"),
        pytest.param(
            "LINESTRING (-72.9 -40.3, -72.8 -40.3, -72.8 -40.2, -72.9 -40.3)", None, id="a-closed-ring-is-sound"
        ),
        pytest.param(None, "sin geometría", id="none"),
        pytest.param("LINESTRING EMPTY", "geometría vacía", id="empty"),
        pytest.param("POINT (-72.9 -40.3)", "la geometría no es LineString simple", id="point"),
        pytest.param(
            "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))", "la geometría no es LineString simple", id="two-parts"
        ),
        pytest.param(
            "LINESTRING (-72.9 -40.3, -72.9 -40.3)",
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="no-length",
        ),
        pytest.param(
            "LINESTRING (-72.9 NaN, -72.8 -40.3)",
            "geometría inválida: coordenadas que no son números o puntos repetidos",
            id="nan",
        ),
        pytest.param("LINESTRING (0 0, 1 1, 0 1, 1 0)", "la geometría se cruza a sí misma", id="self-crossing"),
        pytest.param("LINESTRING (-72.9 -40.3, -172.8 -140.3)", "coordenadas fuera del mundo", id="off-the-world"),
    ],
)
def test_lines_that_cannot_be_kept(wkt, reason):
    assert geometry_outcome(wkt) == reason


@pytest.mark.parametrize(
    ("wkt", "reason"),
    [
        pytest.param("POINT (-72.9 -40.3)", None, id="sound"),
        pytest.param("POINT (662938 5537959)", "coordenadas fuera del mundo", id="metres-as-degrees"),
        pytest.param("POINT EMPTY", "geometría vacía", id="empty"),
        pytest.param(
            "POINT (NaN -40.3)", "geometría inválida: coordenadas que no son números o puntos repetidos", id="nan"
        ),
        pytest.param("MULTIPOINT (1 1, 2 2)", "la geometría no es Point simple", id="two-points"),
        pytest.param("POLYGON ((0 0, 1 0, 1 1, 0 0))", "la geometría no es Point simple", id="polygon"),
        pytest.param(
            "POLYGON ((0 0, 1 1, 0 1, 1 0, 0 0))", "la superficie se cruza a sí misma", id="self-crossing-polygon"
        ),
    ],
)
def test_points_that_cannot_be_kept(wkt, reason):
    assert geometry_outcome(wkt, kind="Point") == reason


def test_a_geometry_that_may_be_missing():
    assert geometry_outcome(None, kind="Point", required=False) is None


@pytest.mark.parametrize(
    ("wkt", "reason"),
    [
        pytest.param("POINT (662938 5537959)", None, id="la-union-in-18s"),
        # PROJ ends the whole statement at such a place.
        pytest.param("POINT (29000000 5537959)", "coordenadas fuera del mundo", id="beyond-the-projection"),
        pytest.param("POINT (1e300 1e300)", "coordenadas fuera del mundo", id="enormous"),
    ],
)
def test_metres_stay_where_a_projection_can_follow(wkt, reason):
    assert geometry_outcome(wkt, kind="Point", srid=32718) == reason


def test_the_list_of_functions_is_closed():
    """The sentence of the module is a promise: nothing but these turns a value into another."""
    import data_import.functions as module

    own = {
        name for name, item in vars(module).items() if isinstance(item, Callable) and item.__module__ == module.__name__
    }
    assert own == {
        "Expression",
        "as_date",
        "as_month",
        "as_number",
        "as_positive",
        "as_text",
        "coded",
        "comma_fault",
        "date_part",
        "first_of",
        "geometry_faults",
        "prefixed",
        "trimmed",
        "typed",
        "with_point",
    }
