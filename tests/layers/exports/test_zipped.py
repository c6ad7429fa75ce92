import io
import random
import zipfile
from collections.abc import Iterator

from layers.exports.streams import PARTS_AT_ONCE, chunks
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


def test_chunks_are_the_parts_joined():
    parts = [bytes([number]) * 3 for number in range(2 * PARTS_AT_ONCE + 1)]
    found = list(chunks(parts))

    assert b"".join(found) == b"".join(parts)
    assert [len(chunk) // 3 for chunk in found] == [PARTS_AT_ONCE, PARTS_AT_ONCE, 1]
