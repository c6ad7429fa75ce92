"""The layouts in words, for LEAME.txt and docs/customers_delivery.md: both are made from the tables' description."""

from collections.abc import Iterator

from data_import.customers.checks import CHECKS, ERROR, SET_ASIDE, WARNING
from data_import.customers.columns import KINDS, Column, Table
from data_import.customers.tables import TABLES

RULES = (
    "Una entrega es una carpeta con tablas CSV y, dentro, la carpeta documentos con los PDF que las tablas nombran. No tiene "
    "que traer todas las tablas.",
    "Las columnas se separan con coma o punto y coma; el texto va en UTF-8 (con o sin BOM) o en Latin-1, uno solo por archivo.",
    "Los decimales se escriben 1.911,70, 1911.70 o 1911,7: una sola forma por columna.",
    "Lo que no se sabe va vacío. Un 0 es un cero.",
    "Una entrega posterior agrega meses y corrige las filas de la misma clave; lo que reemplaza queda guardado. Una columna "
    "opcional que no viene queda como estaba.",
)
SEVERITIES = {ERROR: "rechaza la entrega", SET_ASIDE: "aparta el servicio", WARNING: "avisa"}


def column_type(column: Column) -> str:
    return f"uno de {', '.join(column.codes)}" if column.codes else KINDS[column.kind]


def readme() -> str:
    parts = ["Entrega de datos de clientes", "", *(f"- {rule}" for rule in RULES)]
    for table in TABLES:
        parts += ["", f"{table.name}.csv: {table.meaning} Clave: {', '.join(table.key)}."]
        parts += [f"  {line}" for line in map(described, table.columns)]
    return "\n".join(parts) + "\n"


def described(column: Column) -> str:
    required = "obligatoria" if column.required else "opcional"
    return f"{column.name} ({column_type(column)}; {required}): {column.meaning}."


def markdown() -> str:
    """The part of docs/customers_delivery.md that is made from the description."""
    return "\n\n".join([*map(table_as_markdown, TABLES), checks_as_markdown()]) + "\n"


def table_as_markdown(table: Table) -> str:
    return "\n".join(
        [f"### {table.name}.csv", "", f"{table.meaning} Clave: {', '.join(table.key)}.", "", *rows_of(table)]
    )


def rows_of(table: Table) -> Iterator[str]:
    yield "| columna | tipo | obligatoria | ejemplo | qué es |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        example = f"`{column.example}`" if column.example else ""
        required = "sí" if column.required else ""
        yield f"| `{column.name}` | {column_type(column)} | {required} | {example} | {column.meaning} |"


def checks_as_markdown() -> str:
    rows = (f"| `{check.key}` | {check.label} | {SEVERITIES[check.severity]} |" for check in CHECKS.values())
    return "\n".join(["### Revisiones", "", "| clave | qué se revisa | si falla |", "|---|---|---|", *rows])
