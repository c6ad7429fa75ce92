"""A JSON text taken apart as it is read, with the standard library's scanner."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

SPACE = re.compile("[ \t\r\n\x1e]*")
CHUNK = 1 << 18
LONGEST_VALUE = 128 << 20
CUT_SHORT = "el archivo está cortado"


class JsonDamage(ValueError):
    def __init__(self, reason: str, line: int):
        super().__init__(reason)
        self.reason = reason
        self.line = line


class JsonStream:
    """A window over the text; memory is bounded by the largest single value, which is bounded too."""

    def __init__(self, file: TextIO):
        self._file = file
        self._window = ""
        self._at = 0
        self._lines_before = 0
        self._exhausted = False
        self._decoder = json.JSONDecoder()

    def members(self) -> Iterator[str]:
        """The keys of an object; the caller takes each key's value before the next."""
        self._expect("{")
        if self._take("}"):
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise self._damage("una clave no es texto")
            self._expect(":")
            yield key
            if self._take("}"):
                return
            self._expect(",")

    def elements(self) -> Iterator[Any]:
        self._expect("[")
        if self._take("]"):
            return
        while True:
            yield self.value()
            if self._take("]"):
                return
            self._expect(",")

    def value(self) -> Any:
        """The next value; a number at the window's edge may go on, so one more character is needed to end it."""
        wanted = CHUNK
        while True:
            self._skip_space()
            try:
                value, end = self._decoder.raw_decode(self._window, self._at)
            except json.JSONDecodeError as error:
                if self._exhausted:
                    raise self._damage(self._reason(error), error.pos) from error
            except (RecursionError, ValueError) as error:
                raise self._damage("un valor es demasiado grande o profundo") from error
            else:
                if end < len(self._window) or self._exhausted:
                    self._at = end
                    return value
            self._read(wanted)
            wanted *= 2

    def next_is(self, character: str) -> bool:
        self._skip_space()
        return self._window.startswith(character, self._at)

    def at_end(self) -> bool:
        self._skip_space()
        return self._at == len(self._window)

    def _take(self, character: str) -> bool:
        if self.next_is(character):
            self._at += 1
            return True
        return False

    def _expect(self, character: str) -> None:
        if not self._take(character):
            raise self._damage(CUT_SHORT if self.at_end() else f"se esperaba «{character}»")

    def _skip_space(self) -> None:
        while True:
            self._at = SPACE.match(self._window, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._window) or self._exhausted:
                return
            self._read(CHUNK)

    def _read(self, size: int) -> None:
        if len(self._window) - self._at > LONGEST_VALUE:
            raise self._damage("un elemento es demasiado grande")
        more = self._file.read(size)
        self._exhausted = not more
        self._lines_before += self._window.count("\n", 0, self._at)
        self._window = self._window[self._at :] + more
        self._at = 0

    def _reason(self, error: json.JSONDecodeError) -> str:
        unfinished = error.pos >= len(self._window.rstrip()) or "Unterminated" in error.msg
        return CUT_SHORT if unfinished else "hay un error de escritura"

    def _damage(self, reason: str, at: int | None = None) -> JsonDamage:
        line = 1 + self._lines_before + self._window.count("\n", 0, self._at if at is None else at)
        return JsonDamage(reason, line)
