"""What a column of a customers' table may hold, and how it is written."""

from dataclasses import dataclass

KINDS = {
    "text": "texto",
    "service": "número de cliente",
    "rut": "RUT con dígito verificador",
    "number": "número",
    "pesos": "pesos, sin decimales",
    "count": "número entero",
    "date": "fecha (DD-MM-AAAA o AAAA-MM-DD)",
    "month": "mes (AAAA-MM o MM-AAAA)",
    "flag": "SI o NO",
    "code": "código",
    "document": "nombre de un PDF en la carpeta documentos",
}
SQL_TYPES = {
    "number": "numeric",
    "pesos": "integer",
    "count": "bigint",
    "date": "date",
    "month": "date",
    "flag": "boolean",
}
NUMBERS = ("number", "pesos", "count")


@dataclass(frozen=True)
class Column:
    """A column as the file names it and `target`, its column in the database.

    `digits` and `places` bound a number's whole part and round its decimals; `empty` is what an optional column means when it
    says nothing; `may_fall` lets a number be negative; `cast` is the database's type where it is another.
    """

    name: str
    target: str
    kind: str
    meaning: str
    example: str
    required: bool = False
    length: int = 200
    digits: int = 11
    places: int = 3
    codes: tuple[str, ...] = ()
    empty: str | bool | None = None
    may_fall: bool = True
    cast: str = ""

    @property
    def sql_type(self) -> str:
        return SQL_TYPES.get(self.kind, "text")


@dataclass(frozen=True)
class Table:
    """A file of the delivery. `key`: the columns that name a row; `whole`: the leading ones whose rows are corrected together."""

    name: str
    model: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    whole: tuple[str, ...] = ()

    @property
    def staged(self) -> str:
        return f"new_{self.name}"

    @property
    def service(self) -> str | None:
        """The column that says whose the row is."""
        return next((name for name in ("numero_cliente", "contrato") if name in self.names), None)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def documents(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind == "document")

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)
