"""The SQL of an import lies in files under data_import/sql; {words} in it are filled with identifiers and literals."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from psycopg import sql

FOLDER = Path(__file__).parent / "sql"
Word = str | int | float | list[str] | sql.Composable


@cache
def template(name: str) -> sql.SQL:
    return sql.SQL((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))  # type: ignore[arg-type]  # our own file, not a literal


def statement(name: str, **words: Word) -> sql.Composed:
    """A file's statement. Text and number words become literals; pass `sql.Identifier` for names."""
    return filled(template(name), words)


def statements(name: str, **words: Word) -> list[sql.Composed]:
    """A file of several statements, which cannot be sent as one where they are prepared."""
    texts = (FOLDER / f"{name}.sql").read_text(encoding="utf-8").split(";\n")
    return [filled(sql.SQL(text), words) for text in texts if text.strip()]  # type: ignore[arg-type]  # our own file too


def filled(text: sql.SQL, words: Mapping[str, Word]) -> sql.Composed:
    return text.format(
        **{key: word if isinstance(word, sql.Composable) else sql.Literal(word) for key, word in words.items()}
    )
