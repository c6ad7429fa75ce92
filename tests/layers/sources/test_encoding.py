import pytest

from layers.sources.encoding import codec, detected


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("UTF-8", "utf-8"),
        ("utf8", "utf-8"),
        ("65001", "utf-8"),
        ("ISO-8859-1", "iso8859-1"),
        ("ISO 8859-1", "iso8859-1"),
        ("8859_1", "iso8859-1"),
        ("88591", "iso8859-1"),
        ("Latin1", "iso8859-1"),
        ("1252", "cp1252"),
        ("ANSI 1252", "cp1252"),
        ("windows-1252", "cp1252"),
        ("OEM 850", "cp850"),
        ("cp850", "cp850"),
        ("epsg:32619", None),
        ("", None),
        ("base64", None),
        ("unicode_escape", None),
        ("idna", None),
        ("a\0b", None),
    ],
)
def test_an_encoding_as_people_write_it(written, name):
    assert codec(written) == name


@pytest.mark.parametrize(
    ("pieces", "name"),
    [
        ([b"abc"], "utf-8"),
        (["Ñ".encode()[:1], "Ñ".encode()[1:]], "utf-8"),
        (["Ñ".encode()[:1]], "cp1252"),
        ([b"abc", "Ñandú".encode("latin-1")], "cp1252"),
        (["€".encode("cp1252")], "cp1252"),
        ([b"\x81\xd1"], "iso8859-1"),
    ],
    ids=["ASCII", "a character across two pieces", "cut", "Latin-1", "Windows", "bytes that Windows-1252 has not"],
)
def test_what_bytes_show(pieces, name):
    assert detected(pieces, "t.csv")[0] == name
