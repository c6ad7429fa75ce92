"""A delivered text as what its column holds: SQL fragments, with what makes a text unfit and the reason that people read."""

from psycopg import sql

from data_import.customers.columns import NUMBERS, Column
from data_import.functions import NUMBER, NUMBER_LENGTH, Expression, as_date, as_month, trimmed, with_point

COMMA, POINT = ",", "."
LARGEST_PESOS = 2_147_483_647
RUT = "^[1-9][0-9]{5,8}-[0-9K]$"
YES, NO = ("si", "sí", "s", "1", "true", "verdadero"), ("no", "n", "0", "false", "falso")
DAY_FIRST = (r"^([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4})$", r"\3-\2-\1")
MONTH_FIRST = (r"^([0-9]{2})[-/]([0-9]{4})$", r"\2-\1")
ACCENTED, PLAIN = "áéíóúÁÉÍÓÚ ", "aeiouaeiou_"


def typed(column: Column, raw: sql.Composable, style: str) -> Expression:
    """`style` is the decimal sign of the column's numbers."""
    text = trimmed(raw, ())
    if column.kind in NUMBERS:
        return as_number(column, text, style)
    found = OTHERS[column.kind](column, text)
    return Expression(found.value, text, found.faults)


def as_number(column: Column, text: sql.Composable, style: str) -> Expression:
    """Exact, rounded half away from zero to the column's decimals; pesos and counts must be whole."""
    plain, shape, _ = with_point(text) if style == COMMA else (text, sql.SQL("strpos({}, ',') = 0").format(text), ())
    fits = sql.SQL("({shape} AND {plain} ~ {number} AND length({plain}) < {length})").format(
        shape=shape, plain=plain, number=sql.Literal(NUMBER), length=sql.Literal(NUMBER_LENGTH)
    )
    exact = sql.SQL("(CASE WHEN {} THEN ({})::numeric END)").format(fits, plain)
    faults = [
        (sql.SQL("NOT {}").format(fits), "no es un número"),
        (sql.SQL("abs({}) >= {}").format(exact, sql.Literal(limit_of(column))), "fuera de rango"),
    ]
    if column.kind != "number":
        faults.append((sql.SQL("{0} <> trunc({0})").format(exact), "no es un número entero"))
    if not column.may_fall:
        faults.append((sql.SQL("{} < 0").format(exact), "es negativo"))
    return Expression(rounded(column, exact), text, tuple(faults))


def limit_of(column: Column) -> int:
    return LARGEST_PESOS + 1 if column.kind == "pesos" else 10**column.digits


def rounded(column: Column, exact: sql.Composable) -> sql.Composable:
    within = sql.SQL("CASE WHEN abs({0}) < {1} THEN {0} END").format(exact, sql.Literal(limit_of(column)))
    if column.kind == "number":
        return sql.SQL("round({}, {})").format(within, sql.Literal(column.places))
    return sql.SQL("({})::{}").format(within, sql.SQL(column.sql_type))


def as_text(column: Column, text: sql.Composable) -> Expression:
    too_long = sql.SQL("length({}) > {}").format(text, sql.Literal(column.length))
    return Expression(text, text, ((too_long, f"más de {column.length} caracteres"),))


def as_rut(column: Column, text: sql.Composable) -> Expression:
    """Canonical: no dots, no zeros before it, upper-case K."""
    bare = sql.SQL("ltrim(upper(translate({}, '. ', '')), '0')").format(text)
    canonical = sql.SQL(
        "(CASE WHEN strpos({0}, '-') = 0 THEN left({0}, -1) || '-' || right({0}, 1) ELSE {0} END)"
    ).format(bare)
    looks = sql.SQL("{} ~ {}").format(canonical, sql.Literal(RUT))
    digit = sql.SQL("CASE WHEN {} THEN right({}, 1) <> {} END").format(looks, canonical, check_digit(canonical))
    return Expression(
        canonical,
        text,
        ((sql.SQL("NOT ({})").format(looks), "no es un RUT"), (digit, "el dígito verificador no corresponde")),
    )


def check_digit(rut: sql.Composable) -> sql.Composable:
    """Modulo 11: from the right, × 2 to 7 again and again."""
    return sql.SQL(
        "(SELECT substr('0K987654321', (sum(substr(reverse(split_part({0}, '-', 1)), i, 1)::int * (2 + (i - 1) % 6)) % 11)::int"
        " + 1, 1) FROM generate_series(1, length(split_part({0}, '-', 1))) i)"
    ).format(rut)


def as_day(column: Column, text: sql.Composable) -> Expression:
    found = as_date(Expression(reordered(text, DAY_FIRST), text), "YYYY-MM-DD")
    return said(found, "no es una fecha (DD-MM-AAAA o AAAA-MM-DD)")


def as_first_day(column: Column, text: sql.Composable) -> Expression:
    found = as_month(Expression(reordered(reordered(text, DAY_FIRST), MONTH_FIRST), text))
    return said(found, "no es un mes (AAAA-MM o MM-AAAA)")


def reordered(text: sql.Composable, change: tuple[str, str]) -> sql.Composable:
    return sql.SQL("regexp_replace({}, {}, {})").format(text, *map(sql.Literal, change))


def said(expression: Expression, reason: str) -> Expression:
    (condition, _), *_ = expression.faults
    return Expression(expression.value, expression.raw, ((condition, reason),))


def as_flag(column: Column, text: sql.Composable) -> Expression:
    word = sql.SQL("lower({})").format(text)
    value = sql.SQL("CASE WHEN {0} = ANY({1}) THEN true WHEN {0} = ANY({2}) THEN false END").format(
        word, sql.Literal(list(YES)), sql.Literal(list(NO))
    )
    unknown = sql.SQL("{} <> ALL({})").format(word, sql.Literal([*YES, *NO]))
    return Expression(value, text, ((unknown, "no es SI ni NO"),))


def as_code(column: Column, text: sql.Composable) -> Expression:
    """Capitals, accents and blanks do not part one code from another."""
    code = sql.SQL("lower(translate({}, {}, {}))").format(text, sql.Literal(ACCENTED), sql.Literal(PLAIN))
    unknown = sql.SQL("{} <> ALL({})").format(code, sql.Literal(list(column.codes)))
    return Expression(code, text, ((unknown, f"código desconocido; se acepta {', '.join(column.codes)}"),))


OTHERS = {
    "text": as_text,
    "rut": as_rut,
    "date": as_day,
    "month": as_first_day,
    "flag": as_flag,
    "code": as_code,
    "document": as_text,
}
