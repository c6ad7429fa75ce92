"""What GDAL mutters goes into a list, not to the terminal."""

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr

import fiona

LOGGER = logging.getLogger("fiona")
LOGGER.addHandler(logging.NullHandler())
LOGGER.propagate = False
# Nothing a file says may make GDAL open a connection or another file.
CLOSED = {
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_HTTP_PROXY": "127.0.0.1:1",
    "GDAL_HTTP_TIMEOUT": "1",
    "PROJ_NETWORK": "OFF",
    "CPL_DEBUG": "OFF",
}


class Messages(logging.Handler):
    """GDAL's errors and warnings of this thread, each once, at most `LIMIT` of them."""

    LIMIT = 20

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        kept = self.errors if record.levelno >= logging.ERROR else self.warnings
        message = record.getMessage()
        if len(kept) < self.LIMIT and message not in kept:
            kept.append(message)


@contextmanager
def quiet() -> Iterator[Messages]:
    messages = Messages()
    LOGGER.addHandler(messages)
    try:
        with fiona.Env(**CLOSED):
            yield messages
    finally:
        LOGGER.removeHandler(messages)


@contextmanager
def speechless() -> Iterator[None]:
    """For opening only: a message with a damaged file's bytes breaks fiona's error handler, which prints that."""
    with redirect_stderr(io.StringIO()):
        yield
