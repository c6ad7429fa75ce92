"""The closed list of what a mapping can do to a value, each as SQL over the staged text and with the reason of a refusal.

Every function takes and returns `psycopg.sql` fragments; what the mapping says is bound as literals, never pasted.
"""

from dataclasses import dataclass

from psycopg import sql

from data_import.records import Column

# Bounded repetitions are slow in PostgreSQL's regular expressions: the length is looked at apart. It keeps the number within
# what a double holds. \d would also take the digits of other scripts.
NUMBER, NUMBER_LENGTH = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9][0-9]?)?$", 200
DECIMAL_COMMA = r"^[+-]?[0-9.]*,[0-9]+$"
THOUSANDS = r"^[+-]?[0-9][0-9]?[0-9]?(\.[0-9][0-9][0-9])+([,eE]|$)"
BLANKS = " \t\r\n\u00a0"
DATE_PATTERNS = {
    "YYYY-MM-DD": (r"^([0-9]{4})-([0-9]{2})-([0-9]{2})([T ].*)?$", (1, 2, 3)),
    "DD/MM/YYYY": (r"^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$", (3, 2, 1)),
    "DD-MM-YYYY": (r"^([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})$", (3, 2, 1)),
    "YYYYMMDD": (r"^([0-9]{4})([0-9]{2})([0-9]{2})$", (1, 2, 3)),
}
MONTH = r"^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?$"


@dataclass(frozen=True)
class Expression:
    """A value as SQL, the text it came from, and what makes it unfit: (condition, reason) pairs, the first that holds counts."""

    value: sql.Composable
    raw: sql.Composable
    faults: tuple[tuple[sql.Composable, str], ...] = ()


def trimmed(column: sql.Composable, empty: tuple[str, ...]) -> sql.Composable:
    """The text without blanks around it; null when it is one of the delivery's ways to say nothing."""
    text = sql.SQL("nullif(btrim({}, {}), '')").format(column, sql.Literal(BLANKS))
    for word in filter(str.strip, empty):
        text = sql.SQL("nullif({}, {})").format(text, sql.Literal(word.strip()))
    return text


def first_of(texts: list[sql.Composable]) -> sql.Composable:
    if not texts:
        return sql.SQL("null::text")
    return texts[0] if len(texts) == 1 else sql.SQL("coalesce({})").format(sql.SQL(", ").join(texts))


def prefixed(text: sql.Composable, prefix: str) -> sql.Composable:
    return sql.SQL("{} || {}").format(sql.Literal(prefix), text)


def coded(text: sql.Composable, table: dict[str, str]) -> Expression:
    """A code by the mapping's table; a code that maps to nothing is known and unknown at once: null."""
    cases = sql.SQL(" ").join(
        sql.SQL("when {} then {}").format(sql.Literal(code), sql.Literal(value or None))
        for code, value in table.items()
    )
    value = sql.SQL("case {} {} end").format(text, cases)
    unknown = sql.SQL("{} <> all({})").format(text, sql.Literal(list(table)))
    return Expression(value, text, ((unknown, "código desconocido"),))


def as_text(expression: Expression, column: Column) -> Expression:
    faults = list(expression.faults)
    if column.choices:
        unknown = sql.SQL("{} <> all({})").format(
            expression.value, sql.Literal([str(value) for value in column.choices.values])
        )
        faults.append((unknown, f"código desconocido; se acepta {', '.join(map(str, column.choices.values))}"))
    too_long = sql.SQL("length({}) > {}").format(expression.value, sql.Literal(column.length))
    return Expression(expression.value, expression.raw, (*faults, (too_long, f"más de {column.length} caracteres")))


def as_number(expression: Expression, decimal: str, multiply: float | None, limit: float | None = None) -> Expression:
    """A number in the file's decimal style (with a comma, points part thousands). NaN and infinity are no numbers."""
    text, shape, faults = (
        with_point(expression.value) if decimal == "," else (expression.value, None, comma_fault(expression.value))
    )
    fits = sql.SQL("({0} ~ {1} and length({0}) < {2})").format(text, sql.Literal(NUMBER), sql.Literal(NUMBER_LENGTH))
    if shape is not None:
        fits = sql.SQL("({} and {})").format(shape, fits)
    value = sql.SQL("case when {} then ({})::float8 end").format(fits, text)
    if multiply is not None:
        value = sql.SQL("({} * {})").format(value, sql.Literal(multiply))
    faults = (*expression.faults, *faults, (sql.SQL("not ({})").format(fits), "no es un número"))
    if limit is not None:
        faults = (*faults, (sql.SQL("abs({}) >= {}").format(value, sql.Literal(limit)), "fuera de rango"))
    return Expression(value, expression.raw, faults)


def with_point(text: sql.Composable) -> tuple[sql.Composable, sql.Composable, tuple]:
    """A text with a decimal comma as one with a point, and whether its own points part thousands: 12.5 must not become 125."""
    parts_thousands = sql.SQL("(strpos({0}, '.') = 0 or {0} ~ {1})").format(text, sql.Literal(THOUSANDS))
    return sql.SQL("replace(replace({}, '.', ''), ',', '.')").format(text), parts_thousands, ()


def comma_fault(text: sql.Composable) -> tuple[tuple[sql.Composable, str], ...]:
    has_comma = sql.SQL("strpos({0}, ',') > 0 and {0} ~ {1}").format(text, sql.Literal(DECIMAL_COMMA))
    return ((has_comma, 'lleva coma decimal: diga decimal = "," en el mapeo'),)


def as_positive(expression: Expression) -> Expression:
    """A rating: 0 means unknown, less is refused."""
    negative = sql.SQL("{} < 0").format(expression.value)
    value = sql.SQL("nullif({}, 0)").format(expression.value)
    return Expression(value, expression.raw, (*expression.faults, (negative, "es negativo")))


def as_date(expression: Expression, style: str) -> Expression:
    pattern, order = DATE_PATTERNS[style]
    fits = sql.SQL("{} ~ {}").format(expression.value, sql.Literal(pattern))
    year, month, day = (date_part(expression.value, pattern, position) for position in order)
    within = sql.SQL("({m}) between 1 and 12 and ({d}) between 1 and 31 and ({y}) > 0").format(y=year, m=month, d=day)
    value = sql.SQL("make_date({y}, {m}, 1) + ({d} - 1)").format(y=year, m=month, d=day)
    whole = sql.SQL(
        "case when {0} then case when {1} then extract(month from {2}) = {3} else false end else {0} end"
    ).format(fits, within, value, month)
    guarded = sql.SQL("case when {} then {} end").format(whole, value)
    return Expression(
        guarded, expression.raw, (*expression.faults, (sql.SQL("not ({})").format(whole), f"no es una fecha {style}"))
    )


def date_part(text: sql.Composable, pattern: str, position: int) -> sql.Composable:
    return sql.SQL("(regexp_match({}, {}))[{}]::int").format(text, sql.Literal(pattern), sql.Literal(position))


def as_month(expression: Expression) -> Expression:
    fits = sql.SQL("{} ~ {}").format(expression.value, sql.Literal(MONTH))
    value = sql.SQL("case when {0} then make_date(left({1}, 4)::int, substr({1}, 6, 2)::int, 1) end").format(
        fits, expression.value
    )
    return Expression(
        value, expression.raw, (*expression.faults, (sql.SQL("not ({})").format(fits), "no es un mes AAAA-MM"))
    )


def typed(expression: Expression, column: Column, *, decimal: str, date: str, multiply: float | None) -> Expression:
    """The text as what its column holds."""
    match column.kind:
        case "number":
            return as_number(expression, decimal, multiply, column.limit)
        case "positive":
            return as_positive(as_number(expression, decimal, multiply, column.limit))
        case "date":
            return as_date(expression, date)
        case "month":
            return as_month(expression)
    return as_text(expression, column)


def geometry_faults(
    geom: sql.Composable, kind: str, required: bool, limits: tuple[float, float]
) -> tuple[tuple[sql.Composable, str], ...]:
    """What makes a geometry unfit, in the order in which it is said. `limits`: how far x and y may be from 0."""
    checks = [
        ("st_isempty({g})", "geometría vacía"),
        ("st_dimension({g}) = 2 and not st_isvalid({g})", "la superficie se cruza a sí misma"),
        ("geometrytype({g}) <> upper({k})", f"la geometría no es {kind} simple"),
        ("not st_isvalid({g})", "geometría inválida: coordenadas que no son números o puntos repetidos"),
        ("st_npoints({g}) > 3 and not st_issimple({g})", "la geometría se cruza a sí misma"),
    ]
    x, y = limits
    checks.append((f"not {{g}}::box2d @ st_makeenvelope(-{x}, -{y}, {x}, {y})::box2d", "coordenadas fuera del mundo"))
    faults = [(sql.SQL(text).format(g=geom, k=sql.Literal(kind)), reason) for text, reason in checks]
    missing = [(sql.SQL("{} is null").format(geom), "sin geometría")] if required else []
    return (*missing, *faults)
