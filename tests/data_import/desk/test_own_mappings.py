"""A mapping of one's own is read before it is used, and what is wrong is shown by its line."""

import pytest

from data_import.desk.mappings import FaultyMappingError, offered, own_mapping
from data_import.mapping import SHIPPED, shipped_mappings

CANONICAL = (SHIPPED / "canonical.toml").read_text(encoding="utf-8")


def line_number(start: str, text: str = CANONICAL) -> int:
    return next(at for at, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_each_shipped_one_has_a_title_and_says_what_it_is_for():
    assert [each.name for each in offered()] == shipped_mappings()
    assert [(each.title, each.description) for each in offered()] == [
        ("BDGD (ANEEL)", "Base de datos geográfica que las distribuidoras de Brasil entregan a la ANEEL."),
        ("Canónico", "Nombres de columnas del portal: lo que se descarga de aquí se puede volver a cargar."),
        (
            "Tablas STAR de la SEC",
            "Tablas que las distribuidoras de Chile entregan a la SEC (STAR), con su capa de geometrías.",
        ),
    ]


def test_a_sound_one_is_taken_under_its_bare_name():
    assert own_mapping("../x/Nuestro mapeo.toml", CANONICAL.encode()) == ("Nuestro mapeo", CANONICAL)


def fault(content: bytes | str, name: str = "mio.toml"):
    with pytest.raises(FaultyMappingError) as caught:
        own_mapping(name, content if isinstance(content, bytes) else content.encode())
    return caught.value.fault


def test_what_is_no_toml_is_shown_at_its_line():
    found = fault("title = 'a'\n[source\nsrid = 1\n")
    assert found.sentence == "mio.toml no es TOML válido: revise la línea 2, columna 8."
    assert found.lines() == [(1, "title = 'a'", False), (2, "[source", True), (3, "srid = 1", False)]


@pytest.mark.parametrize(
    ("before", "after", "start", "sentence"),
    [
        (
            'target = "vanos"',
            'target = "banos"',
            'target = "banos"',
            "la capa de destino «banos» no existe; ¿quiso decir vanos",
        ),
        (
            'title = "Canónico"',
            'titulo = "Canónico"',
            "titulo",
            "el comienzo: «titulo» no se entiende; ¿quiso decir title",
        ),
        ("metric_srid = 0", "metric_srid = 4326", "metric_srid", "metric_srid: EPSG:4326 no es un sistema en metros"),
        (
            'height_m = "height_m"',
            'height_m = ["A", "B"]',
            "height_m",
            "[[layer]] postes height_m: se esperaba un texto",
        ),
    ],
)
def test_what_makes_no_sense_is_shown_at_its_line(before, after, start, sentence):
    text = CANONICAL.replace(before, after, 1)
    found = fault(text)
    assert sentence in found.sentence
    assert found.line == line_number(start, text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"a = " + b"[" * 50_000, "El mapeo tiene demasiados niveles anidados."),
        (b"\xff\xfe\x00", "El mapeo no es un texto en UTF-8: guárdelo así."),
        (b"#" * 200_001, "El mapeo pesa más de 200 kB: ¿es el archivo correcto?"),
        (CANONICAL.replace("Canónico", "x" * 201).encode(), "El título pasa de 200 letras: acórtelo."),
        (CANONICAL.replace("Canónico", r"a\u0000b").encode(), "El mapeo lleva un carácter nulo: quítelo."),
        (b"", "Mapeo mio: no describe ninguna capa: agregue al menos un bloque [[layer]]."),
        (b"\x00", "mio.toml no es TOML válido: revise la línea 1, columna 1."),
        (b"layer = 1\n", "Mapeo mio: "),
    ],
)
def test_hostile_ones_end_with_a_sentence(content, sentence):
    assert fault(content).sentence.startswith(sentence)


def test_statements_smuggled_into_names_are_only_names(tried):
    """Column names of a mapping end as identifiers and literals."""
    from tests.data_import.deliveries import sound_network

    clause = """where = { "id'; DROP TABLE accounts_user; --" = ["1"] }"""
    hostile = CANONICAL.replace('target = "postes"', f'target = "postes"\n{clause}', 1)
    name, text = own_mapping("mio.toml", hostile.encode())
    run = tried(sound_network(), mapping=name, mapping_text=text)
    assert (run.state, "no trae la columna id'; DROP TABLE accounts_user; --" in run.error) == ("failed", True)
