"""ZIP archives made while they are sent: nothing but the piece at hand is in memory."""

import zipfile
from collections.abc import Iterable, Iterator

#: Less effort than zlib's usual 6: a little larger, more than twice as fast.
EFFORT = 3
CHUNK_BYTES = 64 * 1024
OLDEST = (1980, 1, 1, 0, 0, 0)
Member = tuple[str, Iterable[bytes]]


class Outlet:
    """The file that zipfile writes into; it cannot seek. What has come together is taken out piece by piece."""

    def __init__(self) -> None:
        self.held: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self.held.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing lies between the outlet and its reader."""

    def take(self) -> bytes:
        data = b"".join(self.held)
        self.held, self.size = [], 0
        return data


def zipped(members: Iterable[Member], moment: tuple = OLDEST, is_large: bool = False) -> Iterator[bytes]:
    """An archive of (name, content) members. `is_large`: a member may grow beyond 2 GiB."""
    outlet = Outlet()
    with zipfile.ZipFile(outlet, "w") as archive:  # type: ignore[call-overload]
        for name, content in members:
            with archive.open(described(name, moment), "w", force_zip64=is_large) as member:
                for piece in content:
                    member.write(piece)
                    if outlet.size >= CHUNK_BYTES:
                        yield outlet.take()
    yield outlet.take()


def described(name: str, moment: tuple) -> zipfile.ZipInfo:
    """Entries state the moment of the publication: the same data give the same archive."""
    info = zipfile.ZipInfo(name, moment[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info._compresslevel = EFFORT  # type: ignore[attr-defined]  # public, as compress_level, from Python 3.13 on
    info.external_attr = 0o644 << 16
    return info
