import pytest

from layers.sources import open_source
from tests.factories.sources import read, refusal, write_csv

ROWS = [["id", "nombre", "norte"], ["1", "Ñandú", "5.532,7"], ["2", 'dice "hola"; y, más\nadiós', ""]]
READ = [("1", "Ñandú", "5.532,7", None), ("2", 'dice "hola"; y, más\nadiós', None, None)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separator_and_encoding_are_found_out(tmp_path, separator, encoding):
    path = write_csv(tmp_path / "t.csv", ROWS, separator, encoding)

    assert read(path) == READ


def test_it_is_a_table_of_attributes_that_states_no_count(tmp_path):
    with open_source(write_csv(tmp_path / "t.csv", ROWS)) as source:
        layer = source.layers["t"]
        assert (layer.columns, layer.srid, layer.count, layer.geometry_type) == (
            ["id", "nombre", "norte"], None, None, None,
        )  # fmt: skip
        assert layer.notes == ["t.csv se leyó como UTF-8: todo su texto lo es."]


def test_rows_are_numbered_by_the_line_where_they_start(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('id,n\n1,"dos\nlíneas"\n\n , \n2,x\n')

    with open_source(path) as source:
        assert [row[:2] for row in source.layers["t"].rows()] == [(2, ["1", "dos\nlíneas"]), (6, ["2", "x"])]


def test_cp850_is_read_when_asked_for(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["n"], ["Ñandú"]], encoding="cp850")

    assert read(path, encoding="CP850") == [("Ñandú", None)]


def test_an_encoding_asked_for_that_does_not_fit_is_refused(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["n"], ["Ñandú"]], encoding="cp1252")

    assert (
        str(refusal(path, encoding="UTF-8")) == "t.csv no está en UTF-8 cerca de la línea 1: indique su codificación."
    )


def test_values_are_as_delivered(tmp_path):
    path = write_csv(tmp_path / "t.csv", [["a", "b"], [" 007 ", "12345678901234567890"]])

    assert read(path) == [(" 007 ", "12345678901234567890", None)]


def test_separators_inside_quotes_of_the_header_do_not_count(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('"a,b,c";d\n1;2\n')

    with open_source(path) as source:
        assert source.layers["t"].columns == ["a,b,c", "d"]


def test_trailing_separators_are_no_values(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a;b\n1;2;;\n")

    assert read(path) == [("1", "2", None)]


def test_only_a_header_is_an_empty_layer(tmp_path):
    assert read(write_csv(tmp_path / "t.csv", [["id"]])) == []


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("a,b\n1,2\n3\n",
         "La línea 3 de t.csv tiene 1 valores y el encabezado 2 columnas: revise separadores y comillas, "
         "o si el archivo está cortado.", 3),
        ("a,b\n1,5,2\n",
         "La línea 2 de t.csv tiene 3 valores y el encabezado 2 columnas: revise separadores y comillas, "
         "o si el archivo está cortado.", 2),
        ('a,b\n1,2\n3,"sin cerrar\n4,5\n',
         "t.csv no se entiende desde la línea 3: revise las comillas y si está completo.", 3),
        ("a,b,a\n1,2,3\n", "t.csv repite la columna a: déle un nombre distinto a cada una.", 1),
        ("\n\n", "t.csv no trae encabezado: la primera línea debe nombrar las columnas.", None),
        ("", "El archivo t.csv está vacío (0 bytes): pida una copia nueva.", None),
        ("%PDF-1.7\n", "El archivo t.csv no es un CSV: por su contenido es un PDF.", None),
        ("a\0b", "El archivo t.csv no es un CSV: su contenido no corresponde; puede estar dañado o tener la "
         "extensión cambiada.", None),
    ],
)  # fmt: skip
def test_what_is_no_csv_is_refused(tmp_path, text, message, line):
    path = tmp_path / "t.csv"
    path.write_text(text)

    error = refusal(path)
    assert (str(error), error.line) == (message, line)
