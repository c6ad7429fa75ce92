"""The mappings on offer, and a look at one's own before it is used."""

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data_import.desk.names import UnusableNameError, sanitised
from data_import.mapping import MappingError, load_mapping, shipped_mappings

LARGEST_BYTES = 200_000
LONGEST_NAME = 60
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Offered:
    name: str
    title: str
    description: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with an own mapping; `line` counts from 1, None where it is the whole that is wrong."""

    sentence: str
    line: int | None
    text: str

    def lines(self, around: int = 3) -> list[tuple[int, str, bool]]:
        """Number, text and whether it is the faulty one: the line with its neighbours."""
        if self.line is None:
            return []
        first = max(1, self.line - around)
        shown = self.text.splitlines()[first - 1 : self.line + around]
        return [(at, line[:200], at == self.line) for at, line in enumerate(shown, first)]


class FaultyMappingError(Exception):
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.sentence)
        self.fault = fault


@cache
def offered() -> tuple[Offered, ...]:
    mappings = map(load_mapping, shipped_mappings())
    return tuple(Offered(mapping.name, mapping.title, mapping.description) for mapping in mappings)


def own_mapping(file_name: str, content: bytes) -> tuple[str, str]:
    """(name, text) of an own mapping that can be used. Raises FaultyMappingError."""
    if len(content) > LARGEST_BYTES:
        raise FaultyMappingError(Fault("El mapeo pesa más de 200 kB: ¿es el archivo correcto?", None, ""))
    try:
        text = content.decode("utf-8-sig")
        name = Path(sanitised(file_name)).stem[:LONGEST_NAME]
    except UnicodeDecodeError:
        raise FaultyMappingError(Fault("El mapeo no es un texto en UTF-8: guárdelo así.", None, "")) from None
    except UnusableNameError as error:
        raise FaultyMappingError(Fault(str(error), None, "")) from error
    require_sound(name, text)
    return name, text


def require_sound(name: str, text: str) -> None:
    if "\\u0000" in text or "\\U00000000" in text:
        raise FaultyMappingError(Fault("El mapeo lleva un carácter nulo: quítelo.", first_line(text, "\\u0000"), text))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        try:
            title = load_mapping(str(path)).title
        except MappingError as error:
            raise FaultyMappingError(Fault(str(error), line_of(str(error), text), text)) from error
        except RecursionError:
            raise FaultyMappingError(Fault("El mapeo tiene demasiados niveles anidados.", None, "")) from None
    if len(title) > LONGEST_TITLE:
        raise FaultyMappingError(Fault("El título pasa de 200 letras: acórtelo.", first_line(text, "title"), text))


def line_of(sentence: str, text: str) -> int | None:
    """The line that a mapping's error speaks of, as near as its words tell."""
    if stated := re.search(r"la línea (\d+)", sentence):
        return int(stated[1])
    place = sentence.partition(": ")[2]
    start, end = block_of(place, text)
    words = re.findall(r"[\w.-]+", re.sub(r"^\[+[\w. ]+\]+ ?\S*", "", place.partition(": ")[0]))
    for word in [*re.findall(r"«([^»]+)»", place)[:1], *reversed(words)]:
        if found := first_line(text, word, start, end):
            return found
    return start if start > 1 or "comienzo" in place else None


def block_of(place: str, text: str) -> tuple[int, int]:
    """First and last line of the [table] or [[layer]] that an error names."""
    lines = text.splitlines()
    starts = [at for at, line in enumerate(lines, 1) if re.match(r"\s*\[", line)]
    heads = [at for at in starts if lines[at - 1].lstrip().startswith("[[")]
    if layer := re.match(r"\[\[layer\]\] (\w+)", place):
        target = first_line(text, rf'target = "{layer[1]}"') or 1
        begin = max((at for at in heads if at <= target), default=1)
        return begin, min((at - 1 for at in heads if at > begin), default=len(lines))
    if table := re.match(r"\[+[\w.]+\]+", place):
        begin = first_line(text, table[0]) or 1
        return begin, min((at - 1 for at in starts if at > begin), default=len(lines))
    return 1, len(lines)


def first_line(text: str, word: str, start: int = 1, end: int | None = None) -> int | None:
    for at, line in enumerate(text.splitlines()[:end], 1):
        if (
            at >= start
            and not line.lstrip().startswith("#")
            and re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", line)
        ):
            return at
    return None
