import io
import random
import zipfile
from collections.abc import Iterator

from layers.exports.streams import CHUNK_BYTES, chunks
from layers.exports.zipped import zipped


def test_members_are_made_only_as_they_are_sent():
    made, noisy = [], random.Random(1)

    def noise(name: str) -> Iterator[bytes]:
        for number in range(40):
            made.append((name, number))
            yield noisy.randbytes(65_600)

    pieces = zipped([("a", noise("a")), ("b", noise("b"))])
    first = next(pieces)
    assert made[-1][0] == "a"
    whole = first + b"".join(pieces)
    archive = zipfile.ZipFile(io.BytesIO(whole))
    assert [len(archive.read(name)) for name in archive.namelist()] == [40 * 65_600] * 2


def test_a_member_beyond_two_gibibytes_may_be_announced():
    archive = zipfile.ZipFile(io.BytesIO(b"".join(zipped([("a", [b"x"])], is_large=True))))

    assert (archive.read("a"), archive.testzip()) == (b"x", None)


def test_chunks_are_whole_parts_of_a_good_size():
    parts = [bytes([number]) * 30_000 for number in range(7)]
    found = list(chunks(parts))

    assert b"".join(found) == b"".join(parts)
    assert [len(chunk) for chunk in found] == [90_000, 90_000, 30_000]
    assert all(len(chunk) >= CHUNK_BYTES for chunk in found[:-1])
