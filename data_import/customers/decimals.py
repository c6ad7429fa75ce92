"""How each column writes its decimals: 1.911,70, 1911.70 or 1911,7 are told apart by what the whole column shows."""

from dataclasses import dataclass

from django.db import connection
from psycopg import sql

from data_import.customers.columns import NUMBERS, Column
from data_import.customers.reading import Delivered
from data_import.customers.values import COMMA, POINT
from data_import.functions import trimmed

#: 1.911 may be either; points that part more than one thousand go with a comma; any other point is surely a decimal one.
EITHER = r"^[+-]?[1-9][0-9]?[0-9]?\.[0-9][0-9][0-9]$"


@dataclass(frozen=True)
class Shown:
    """Lines where a column shows each style for the first time, with how often."""

    commas: int
    points: int
    either: int
    first_comma: int | None
    first_point: int | None

    @property
    def style(self) -> str | None:
        return COMMA if self.commas else POINT if self.points else None

    @property
    def odd_line(self) -> int | None:
        """The first line in the rarer of two styles; of two as frequent, in the one that comes later."""
        if self.first_comma is None or self.first_point is None:
            return None
        rarity = (self.commas, -self.first_comma), (self.points, -self.first_point)
        return self.first_comma if rarity[0] < rarity[1] else self.first_point


def look_at(delivered: Delivered) -> dict[str, Shown]:
    numbers = [column for column in delivered.columns if column.kind in NUMBERS]
    if not numbers:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT {} FROM (SELECT line, {} FROM {} OFFSET 0) s").format(
                sql.SQL(", ").join(part for column in numbers for part in counts(column)),
                sql.SQL(", ").join(map(shown_by, numbers)),
                sql.Identifier(delivered.raw),
            )
        )
        found = cursor.fetchone()
    return {column.name: Shown(*found[at * 5 : at * 5 + 5]) for at, column in enumerate(numbers)}


def shown_by(column: Column) -> sql.Composed:
    """What one value shows: a comma, a point, or a point that may be either; null where it has neither."""
    name = sql.Identifier(column.name)
    return sql.SQL(
        "CASE WHEN strpos({text}, ',') > 0 THEN ',' WHEN coalesce(strpos({text}, '.'), 0) = 0 THEN NULL "
        "WHEN {text} ~ {either} THEN '?' "
        r"WHEN {text} ~ '\..*\.' THEN ',' ELSE '.' END AS {name}"
    ).format(text=trimmed(name, ()), either=sql.Literal(EITHER), name=name)


def counts(column: Column) -> list[sql.Composable]:
    shows = [sql.SQL("{} = {}").format(sql.Identifier(column.name), sql.Literal(sign)) for sign in (COMMA, POINT, "?")]
    times = [sql.SQL("count(*) FILTER (WHERE {})").format(condition) for condition in shows]
    firsts = [sql.SQL("min(line) FILTER (WHERE {})").format(condition) for condition in shows[:2]]
    return [*times, *firsts]


def decide(delivered: Delivered, shown: dict[str, Shown]) -> list[str]:
    """Set each column's decimal sign; answers the columns that show none, read with a point.

    Such a column follows its file where that shows one style; whole numbers (pesos) have no decimals, so a point parts thousands.
    """
    styles = {each.style for each in shown.values() if each.style}
    of_file = styles.pop() if len(styles) == 1 else None
    doubtful = []
    for name, each in shown.items():
        is_whole = delivered.table.column(name).kind != "number"
        delivered.styles[name] = each.style or (COMMA if is_whole else of_file or POINT)
        if each.either and not (each.style or is_whole or of_file):
            doubtful.append(name)
    return doubtful
