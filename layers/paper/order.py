"""What the web asks of the writer, and the writer's door."""

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection


@dataclass(frozen=True)
class Order:
    """`address` is the page's, absolute. `folders` (prefix under `static`, folder) hold all that may be read."""

    html: str
    address: str
    static: str
    folders: Sequence[tuple[str, str]]


def deliver(order: Order, result: Connection) -> None:
    # Only the processes that write load WeasyPrint: the web and the commands start without it.
    from layers.paper.writer import write

    result.send_bytes(write(order))
