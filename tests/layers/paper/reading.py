"""Reads a PDF as its reader does."""

import subprocess
from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import DictionaryObject


def text_of(pdf: bytes, order: str = "layout") -> str:
    """Line by line across the sheet, or `raw`: in the order of writing."""
    done = subprocess.run(["pdftotext", f"-{order}", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def lines_of(pdf: bytes) -> list[str]:
    """Without empty ones, and with single spaces."""
    return [words for line in text_of(pdf).splitlines() if (words := " ".join(line.split()))]


def tags_of(pdf: bytes) -> list[DictionaryObject]:
    """The structure's elements, in the order of reading."""
    root = PdfReader(BytesIO(pdf)).root_object["/StructTreeRoot"].get_object()
    return list(below(root))


def below(element: DictionaryObject) -> Iterator[DictionaryObject]:
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        found = child.get_object()
        if isinstance(found, DictionaryObject) and "/S" in found:
            yield found
            yield from below(found)


def links_of(pdf: bytes) -> set[str]:
    notes = (note.get_object() for page in PdfReader(BytesIO(pdf)).pages for note in page.get("/Annots", []))
    return {note["/A"]["/URI"] for note in notes if "/A" in note and "/URI" in note["/A"]}
