"""A delivered text as what its column holds: SQL fragments, with what makes a text unfit and the reason that people read.

Each value is read once, into a column of a subquery that holds null where the text does not fit; its faults look at that.
"""

from collections.abc import Callable
from dataclasses import dataclass

from psycopg import sql

from data_import.customers.columns import NUMBERS, Column
from data_import.functions import NUMBER, NUMBER_LENGTH, Expression, with_point

COMMA, POINT = ",", "."
LARGEST_PESOS = 2_147_483_647
RUT = "^[1-9][0-9]{5,8}-[0-9K]$"
#: What an address of the portal can hold as it is.
SERVICE = "^[0-9A-Za-z][0-9A-Za-z.-]*$"
NO_SERVICE = "lleva otros signos que letras sin tilde, números, punto y guion, o no empieza con letra o número"
TEXTS = ("text", "service", "document")
YES, NO = ("si", "sí", "s", "1", "true", "verdadero"), ("no", "n", "0", "false", "falso")
#: Shapes by which dates are told apart; repetitions with bounds, and what takes a text to pieces, are slow in PostgreSQL.
D2, D4 = "[0-9][0-9]", "[0-9][0-9][0-9][0-9]"
DAY_FIRST, YEAR_FIRST = f"^{D2}[-/]{D2}[-/]{D4}$", f"^{D4}-{D2}-{D2}([T ].*)?$"
MONTH_FIRST, YEAR_AND_MONTH = f"^{D2}[-/]{D4}$", f"^{D4}-{D2}$"
ACCENTED, PLAIN = "áéíóúÁÉÍÓÚ ", "aeiouaeiou_"


@dataclass(frozen=True)
class Reading:
    """`read`: from the text to the value, null where it does not fit. `reason`: what is said then."""

    read: Callable[[Column, sql.Composable, str], sql.Composable]
    reason: str


def read(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    """`text` is trimmed; `style` is the decimal sign of the column's numbers."""
    return READINGS[column.kind].read(column, text, style)


def typed(column: Column, text: sql.Composable, value: sql.Composable) -> Expression:
    """The value as it is staged; `value` holds what `read` made of `text`."""
    unfit = sql.SQL("{} IS NOT NULL AND {} IS NULL").format(text, value)
    reason = READINGS[column.kind].reason or f"código desconocido; se acepta {', '.join(column.codes)}"
    faults = [(unfit, reason), *further_faults(column, value)]
    return Expression(rounded(column, value) if column.kind in NUMBERS else value, text, tuple(faults))


def further_faults(column: Column, value: sql.Composable) -> list[tuple[sql.Composable, str]]:
    if column.kind in NUMBERS:
        return number_faults(column, value)
    if column.kind == "rut":
        return [
            (sql.SQL("right({}, 1) <> {}").format(value, check_digit(value)), "el dígito verificador no corresponde")
        ]
    return text_faults(column, value) if column.kind in TEXTS else []


def text_faults(column: Column, value: sql.Composable) -> list[tuple[sql.Composable, str]]:
    too_long = sql.SQL("length({}) > {}").format(value, sql.Literal(column.length))
    faults: list[tuple[sql.Composable, str]] = [(too_long, f"más de {column.length} caracteres")]
    if column.kind == "service":
        faults.append((sql.SQL("{} !~ {}").format(value, sql.Literal(SERVICE)), NO_SERVICE))
    return faults


def number_faults(column: Column, value: sql.Composable) -> list[tuple[sql.Composable, str]]:
    faults: list[tuple[sql.Composable, str]] = [
        (sql.SQL("abs({}) >= {}").format(value, sql.Literal(limit_of(column))), "fuera de rango")
    ]
    if column.kind != "number":
        faults.append((sql.SQL("{0} <> trunc({0})").format(value), "no es un número entero"))
    if not column.may_fall:
        faults.append((sql.SQL("{} < 0").format(value), "es negativo"))
    return faults


def limit_of(column: Column) -> int:
    return LARGEST_PESOS + 1 if column.kind == "pesos" else 10**column.digits


def rounded(column: Column, value: sql.Composable) -> sql.Composable:
    """Half away from zero to the column's decimals; out of its range, nothing."""
    within = sql.SQL("CASE WHEN abs({0}) < {1} THEN {0} END").format(value, sql.Literal(limit_of(column)))
    if column.kind == "number":
        return sql.SQL("round({}, {})").format(within, sql.Literal(column.places))
    return sql.SQL("({})::{}").format(within, sql.SQL(column.sql_type))


def read_text(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    return text


def read_number(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    """Exact."""
    plain, shape, _ = with_point(text) if style == COMMA else (text, sql.SQL("strpos({}, ',') = 0").format(text), ())
    return sql.SQL(
        "CASE WHEN {shape} AND length({text}) < {length} AND {plain} ~ {number} THEN ({plain})::numeric END"
    ).format(shape=shape, text=text, plain=plain, number=sql.Literal(NUMBER), length=sql.Literal(NUMBER_LENGTH))


def read_rut(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    """Canonical: no dots, no zeros before it, upper-case K."""
    bare = sql.SQL("ltrim(upper(translate({}, '. ', '')), '0')").format(text)
    canonical = sql.SQL(
        "CASE WHEN strpos({0}, '-') = 0 THEN left({0}, -1) || '-' || right({0}, 1) ELSE {0} END"
    ).format(bare)
    return sql.SQL("(SELECT c FROM (SELECT {} c) s WHERE c ~ {})").format(canonical, sql.Literal(RUT))


def check_digit(rut: sql.Composable) -> sql.Composable:
    """Modulo 11: from the right, × 2 to 7 again and again."""
    return sql.SQL(
        "(SELECT substr('0K987654321', (sum(substr(reverse(split_part({0}, '-', 1)), i, 1)::int * (2 + (i - 1) % 6)) % 11)::int"
        " + 1, 1) FROM generate_series(1, length(split_part({0}, '-', 1))) i)"
    ).format(rut)


def read_day(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    return sql.SQL("CASE WHEN {text} ~ {day_first} THEN {one} WHEN {text} ~ {year_first} THEN {other} END").format(
        text=text,
        day_first=sql.Literal(DAY_FIRST),
        year_first=sql.Literal(YEAR_FIRST),
        one=day(text, 7, 4, 1),
        other=day(text, 1, 6, 9),
    )


def read_month(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    """Its first day."""
    return sql.SQL(
        "CASE WHEN {text} ~ {year_first} THEN {one} WHEN {text} ~ {month_first} THEN {other} ELSE {whole} END"
    ).format(
        text=text,
        year_first=sql.Literal(YEAR_AND_MONTH),
        month_first=sql.Literal(MONTH_FIRST),
        one=first_day(text, 1, 6),
        other=first_day(text, 4, 1),
        whole=sql.SQL("date_trunc('month', {})::date").format(read_day(column, text, style)),
    )


def day(text: sql.Composable, year: int, month: int, day: int) -> sql.Composable:
    """A date from where its parts begin; null for a day that no calendar has."""
    last = sql.SQL("extract(day FROM {} + interval '1 month - 1 day')").format(first_day(text, year, month))
    return sql.SQL("CASE WHEN {d} BETWEEN 1 AND {last} THEN {first} + {d} - 1 END").format(
        d=part(text, day, 2), last=last, first=first_day(text, year, month)
    )


def first_day(text: sql.Composable, year: int, month: int) -> sql.Composable:
    return sql.SQL("CASE WHEN {m} BETWEEN 1 AND 12 AND {y} > 0 THEN make_date({y}, {m}, 1) END").format(
        m=part(text, month, 2), y=part(text, year, 4)
    )


def part(text: sql.Composable, start: int, length: int) -> sql.Composable:
    return sql.SQL("substr({}, {}, {})::int").format(text, sql.Literal(start), sql.Literal(length))


def read_flag(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    return sql.SQL("CASE WHEN lower({0}) = ANY({1}) THEN true WHEN lower({0}) = ANY({2}) THEN false END").format(
        text, sql.Literal(list(YES)), sql.Literal(list(NO))
    )


def read_code(column: Column, text: sql.Composable, style: str) -> sql.Composable:
    """Capitals, accents and blanks do not part one code from another."""
    code = sql.SQL("lower(translate({}, {}, {}))").format(text, sql.Literal(ACCENTED), sql.Literal(PLAIN))
    return sql.SQL("CASE WHEN {0} = ANY({1}) THEN {0} END").format(code, sql.Literal(list(column.codes)))


NO_NUMBER = Reading(read_number, "no es un número")
READINGS = {
    **dict.fromkeys(NUMBERS, NO_NUMBER),
    "text": Reading(read_text, "no es un texto"),
    "service": Reading(read_text, "no es un número de cliente"),
    "document": Reading(read_text, "no es un nombre"),
    "rut": Reading(read_rut, "no es un RUT"),
    "date": Reading(read_day, "no es una fecha (DD-MM-AAAA o AAAA-MM-DD)"),
    "month": Reading(read_month, "no es un mes (AAAA-MM o MM-AAAA)"),
    "flag": Reading(read_flag, "no es SI ni NO"),
    "code": Reading(read_code, ""),
}
