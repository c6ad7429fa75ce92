"""Whatever stands in a file, no function ends the statement: each text is a value or a refusal with its reason."""

import math
from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from data_import.functions import DATE_PATTERNS, Expression, coded, trimmed, typed
from data_import.records import RECORDS, Column
from layers.models import Pole
from tests.data_import.deliveries import point, sound_network

pytestmark = pytest.mark.django_db

COLUMNS = {column.kind: column for record in RECORDS.values() for column in record.columns}
#: Letters that numbers and dates are made of come up more often than by chance.
FIGURES = st.text(alphabet="0123456789.,eE+-/ \tNaInfx٣", max_size=30)
TEXTS = st.one_of(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=80), FIGURES)


def outcomes(expression: Expression, texts: list[str]) -> list[tuple]:
    """(value, whether a fault holds) of each text, in one statement."""
    faulty = sql.SQL(" OR ").join(
        [sql.SQL("({}) IS TRUE").format(fault) for fault, _ in expression.faults] or [sql.SQL("false")]
    )
    query = sql.SQL("SELECT {}, {} FROM unnest({}::text[]) r(c)").format(expression.value, faulty, sql.Literal(texts))
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def start(empty: tuple[str, ...] = ("",)) -> Expression:
    text = trimmed(sql.SQL("r.c"), empty)
    return Expression(text, text)


@pytest.mark.parametrize("decimal", [".", ","])
@pytest.mark.parametrize("kind", ["number", "positive"])
@settings(deadline=None, max_examples=60)
@given(texts=st.lists(TEXTS, max_size=40))
def test_any_text_is_a_number_nothing_or_refused(kind, decimal, texts):
    expression = typed(start(), COLUMNS[kind], decimal=decimal, date="", multiply=0.001)
    for value, is_refused in outcomes(expression, texts):
        assert is_refused or value is None or math.isfinite(value)


@pytest.mark.parametrize("style", DATE_PATTERNS)
@settings(deadline=None, max_examples=40)
@given(
    texts=st.lists(
        st.one_of(TEXTS, st.dates().map(str), st.from_regex(r"[0-9]{2}[/-][0-9]{2}[/-][0-9]{4}", fullmatch=True)),
        max_size=40,
    )
)
def test_any_text_is_a_date_nothing_or_refused(style, texts):
    for kind in ("date", "month"):
        for value, is_refused in outcomes(
            typed(start(), Column("c", kind), decimal=".", date=style, multiply=None), texts
        ):
            assert is_refused or value is None or isinstance(value, date)


@settings(deadline=None, max_examples=60)
@given(
    texts=st.lists(TEXTS, max_size=40),
    words=st.lists(TEXTS, max_size=3),
    table=st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=3),
)
def test_any_text_passes_through_words_for_nothing_and_codes_unharmed(texts, words, table):
    column = Column("c", length=64)
    blanks = " \t\r\n\u00a0"
    for text, (value, is_refused) in zip(
        texts, outcomes(typed(start(tuple(words)), column, decimal=".", date="", multiply=None), texts), strict=True
    ):
        kept = text.strip(blanks)
        nothing = not kept or kept in {word.strip() for word in words if word.strip()}
        assert (value, is_refused) == (None if nothing else kept, not nothing and len(kept) > 64)
    for value, is_refused in outcomes(coded(start().value, table), texts):
        assert value is None or is_refused or value in table.values()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_row_goes_through_a_whole_import(load, rows):
    """Taken or refused, never an error; what was taken bears its identifier as it was written."""
    network = sound_network()
    for number, (name, plate, height, comuna) in enumerate(rows):
        network["postes"].append(
            {"id": name, "plate": plate, "height_m": height, "comuna_code": comuna, "geometry": point(number)}
        )
    report = load(network)
    if not report.is_refused:
        published = set(Pole.objects.filter(publication=report.publication).values_list("id", flat=True))
        assert {name.strip(" \t\r\n\u00a0") for name, *_ in rows} <= published
