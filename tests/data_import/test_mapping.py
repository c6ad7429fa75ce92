"""What a mapping may say, and how its mistakes are named: the place, what is wrong, the nearest words."""

from pathlib import Path

import pytest

from data_import.mapping import GeometryRule, Join, MappingError, Region, Rule, load_mapping, shipped_mappings

REGION = "[region]\nextent = [-74.3, -41.6, -71.3, -39.0]\n"
POLES = '[[layer]]\ntarget = "postes"\n[layer.fields]\nid = "COD"\n'
SOUND = REGION + POLES


def load(folder: Path, text: str):
    path = folder / "prueba.toml"
    path.write_text(text, encoding="utf-8")
    return load_mapping(str(path))


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(MappingError) as caught:
        load(folder, text)
    return str(caught.value)


def with_field(rule: str, name: str = "plate", extra: str = "") -> str:
    return f"{REGION}{extra}{POLES}{name} = {rule}\n"


@pytest.mark.parametrize("name", ["bdgd", "canonical", "sec_star"])
def test_shipped_mappings_load_by_name(name):
    assert name in shipped_mappings()
    assert load_mapping(name).name == name


def test_a_mapping_of_ones_own_loads_by_its_path(tmp_path):
    mapping = load(tmp_path, SOUND)
    (layer,) = mapping.layers
    assert (mapping.name, mapping.title, mapping.region) == (
        "prueba",
        "prueba",
        Region("la región del mapeo", (-74.3, -41.6, -71.3, -39.0)),
    )
    assert (mapping.srid, mapping.encoding, mapping.decimal, mapping.date) == (None, None, ".", "YYYY-MM-DD")
    assert (layer.record.name, layer.source, layer.rules) == ("postes", "postes", {"id": Rule(columns=("COD",))})


def test_every_word_of_the_grammar_is_understood(tmp_path):
    mapping = load(
        tmp_path,
        """
title = "Prueba"
description = "Para probar."
[source]
srid = 32718
encoding = "latin-1"
decimal = ","
date = "DD/MM/YYYY"
empty = ["", "S/I"]
[region]
name = "Los Ríos"
extent = [-74.3, -41.6, -71.3, -39]
metric_srid = 32718
[cutoff]
source = "BASE"
column = "FECHA"
[checks]
island = "error"
[codes.material]
1 = "Madera"
[[layer]]
target = "postes"
source = "POSTES"
optional = true
geometry = { x = "ESTE", y = "NORTE" }
where = { TIPO = ["P", "Q"], ESTADO = "1" }
[layer.join.foto]
source = "FOTOS"
on = "COD"
match = "POSTE"
[layer.each]
ENE = "01"
[layer.fields]
id = { column = "COD", prefix = "P-", optional = false }
source_id = { fid = true }
name = { each = "label" }
plate = { column = ["PLACA", "foto.PLACA"] }
material = { column = "MAT", codes = "material" }
height_m = { column = "ALT_CM", multiply = 0.01, decimal = "." }
comuna_code = { value = 14204 }
""",
    )
    (layer,) = mapping.layers
    assert (mapping.title, mapping.description) == ("Prueba", "Para probar.")
    assert (mapping.srid, mapping.encoding, mapping.decimal, mapping.date, mapping.empty) == (
        32718,
        "latin-1",
        ",",
        "DD/MM/YYYY",
        ("", "S/I"),
    )
    assert mapping.region == Region("Los Ríos", (-74.3, -41.6, -71.3, -39.0), 32718)
    assert (mapping.cutoff, mapping.severities) == (("BASE", "FECHA"), {"island": "error"})
    assert mapping.codes == {"material": {"1": "Madera"}}
    assert mapping.source_names() == ["POSTES", "FOTOS", "BASE"]
    assert (layer.source, layer.optional, layer.geometry) == ("POSTES", True, GeometryRule("columns", "ESTE", "NORTE"))
    assert (layer.where, layer.each) == ({"TIPO": ("P", "Q"), "ESTADO": ("1",)}, {"ENE": "01"})
    assert layer.joins == (Join("foto", "FOTOS", "COD", "POSTE"),)
    assert layer.rules == {
        "id": Rule(columns=("COD",), prefix="P-"),
        "source_id": Rule(fid=True, optional=True),
        "name": Rule(each="label", optional=True),
        "plate": Rule(columns=("PLACA", "foto.PLACA"), optional=True),
        "material": Rule(columns=("MAT",), codes="material", optional=True),
        "height_m": Rule(columns=("ALT_CM",), multiply=0.01, decimal=".", optional=True),
        "comuna_code": Rule(value="14204", optional=True),
    }


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(MappingError) as caught:
        load_mapping("bdgb")
    assert str(caught.value) == (
        "No hay mapeo «bdgb»; ¿quiso decir bdgd? Use uno de bdgd, canonical, sec_star o la ruta de un archivo TOML."
    )


@pytest.mark.parametrize("name", ["", ".", "/", "a\0b"], ids=["nothing", "a-folder", "the-root", "nul"])
def test_a_name_that_is_no_file(name):
    with pytest.raises(MappingError) as caught:
        load_mapping(name)
    assert (
        str(caught.value)
        == f"No hay mapeo «{name}». Use uno de bdgd, canonical, sec_star o la ruta de un archivo TOML."
    )


def test_a_file_that_is_no_toml(tmp_path):
    assert complaint(tmp_path, "title = \n") == "prueba.toml no es TOML válido: revise la línea 1, columna 9."


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "prueba.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(MappingError) as caught:
        load_mapping(str(tmp_path / "prueba.toml"))
    assert str(caught.value) == "prueba.toml no es TOML válido: no está en UTF-8."


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        pytest.param("", "no describe ninguna capa: agregue al menos un bloque [[layer]]", id="empty"),
        pytest.param(
            'titel = "x"\n' + SOUND, "el comienzo: «titel» no se entiende; ¿quiso decir title?", id="unknown-word"
        ),
        pytest.param("title = 3\n" + SOUND, "el comienzo, title: se esperaba un texto", id="title-no-text"),
        pytest.param("source = 3\n" + SOUND, "[source]: se esperaba una tabla", id="source-no-table"),
        pytest.param(
            "[source]\nsrdi = 1\n" + SOUND, "[source]: «srdi» no se entiende; ¿quiso decir srid?", id="source-word"
        ),
        pytest.param(
            '[source]\nsrid = "UTM"\n' + SOUND, "[source], srid: se esperaba un número entero", id="srid-text"
        ),
        pytest.param("[source]\nsrid = true\n" + SOUND, "[source], srid: se esperaba un número entero", id="srid-true"),
        pytest.param(
            '[source]\nencoding = "latin-9000"\n' + SOUND,
            "[source], encoding: no existe la codificación «latin-9000»; use por ejemplo UTF-8, ISO-8859-1 o CP850",
            id="encoding",
        ),
        pytest.param('[source]\ndecimal = ";"\n' + SOUND, "[source], decimal: «;» no sirve; use . o ,", id="decimal"),
        pytest.param(
            '[source]\ndate = "DD/MM/AAAA"\n' + SOUND,
            "[source], date: «DD/MM/AAAA» no sirve; use YYYY-MM-DD o DD/MM/YYYY o DD-MM-YYYY o YYYYMMDD",
            id="date",
        ),
        pytest.param(
            "[source]\nempty = 0\n" + SOUND, "[source], empty: se esperaba una lista de textos", id="empty-number"
        ),
        pytest.param("region = 1\n" + POLES, "[region]: se esperaba una tabla", id="region-no-table"),
        pytest.param(
            POLES,
            "[region], extent: necesita oeste, sur, este y norte en grados, por ejemplo [-76.0, -56.0, -66.0, -17.0]",
            id="no-region",
        ),
        pytest.param(
            '[region]\nextent = [1, 2, 3, "a"]\n' + POLES,
            "[region], extent: necesita oeste, sur, este y norte en grados, por ejemplo [-76.0, -56.0, -66.0, -17.0]",
            id="extent-text",
        ),
        pytest.param(
            "[region]\nextent = [-71, -39, -74, -41]\n" + POLES,
            "[region], extent: necesita oeste, sur, este y norte en grados, por ejemplo [-76.0, -56.0, -66.0, -17.0]",
            id="extent-turned-round",
        ),
        pytest.param(
            REGION + "metric_srid = 999999\n" + POLES,
            "[region], metric_srid: EPSG:999999 no es un sistema en metros; use por ejemplo 32718, o 0 para el huso de la red",
            id="metric-srid-unknown",
        ),
        pytest.param(
            REGION + "metric_srid = 4326\n" + POLES,
            "[region], metric_srid: EPSG:4326 no es un sistema en metros; use por ejemplo 32718, o 0 para el huso de la red",
            id="metric-srid-in-degrees",
        ),
        pytest.param("codes = 1\n" + SOUND, "[codes]: se esperaba una tabla", id="codes-no-table"),
        pytest.param("[codes]\nfases = 1\n" + SOUND, "[codes.fases]: se esperaba una tabla", id="code-table-no-table"),
        pytest.param(
            "[codes.fases]\nA = [1]\n" + SOUND, "[codes.fases], A: se esperaba un texto o un número", id="code-a-list"
        ),
        pytest.param("checks = 1\n" + SOUND, "[checks]: se esperaba una tabla", id="checks-no-table"),
        pytest.param(
            '[checks]\nislands = "error"\n' + SOUND,
            "[checks]: no hay revisión «islands»; ¿quiso decir island?",
            id="check-unknown",
        ),
        pytest.param(
            '[checks]\nisland = "fatal"\n' + SOUND,
            "[checks], island: «fatal» no sirve; use error o warning o ignore",
            id="severity-unknown",
        ),
        pytest.param(
            '[checks]\nduplicate_id = "warning"\n' + SOUND,
            "[checks], duplicate_id: «warning» no sirve; use error",
            id="severity-that-is-firm",
        ),
        pytest.param('[cutoff]\nsource = "BASE"\n' + SOUND, "[cutoff]: necesita source y column", id="cutoff-half"),
        pytest.param(
            '[cutoff]\nsource = "BASE"\ncolumn = 3\n' + SOUND,
            "[cutoff], column: se esperaba un texto",
            id="cutoff-number",
        ),
        pytest.param("layer = 1\n" + REGION, "[[layer]]: se esperaba una lista de tablas", id="layer-no-list"),
        pytest.param("layer = [1]\n" + REGION, "[[layer]]: se esperaba una lista de tablas", id="layer-no-tables"),
        pytest.param(
            REGION + '[[layer]]\ntarget = "poste"\n',
            "la capa de destino «poste» no existe; ¿quiso decir postes o equipos?",
            id="unknown-target",
        ),
        pytest.param(REGION + "[[layer]]\n", "la capa de destino «» no existe", id="no-target"),
        pytest.param(REGION + "[[layer]]\ntarget = [1]\n", "[[layer]], target: se esperaba un texto", id="target-list"),
        pytest.param(
            REGION + '[[layer]]\ntarget = "postes"\nsurce = "P"\n',
            "[[layer]] postes: «surce» no se entiende; ¿quiso decir source?",
            id="layer-word",
        ),
        pytest.param(
            REGION + '[[layer]]\ntarget = "postes"\nsource = ["A", "B"]\n[layer.fields]\nid = "COD"\n',
            "[[layer]] postes, source: se esperaba un texto; para dos capas de origen escriba dos bloques [[layer]]",
            id="two-sources",
        ),
        pytest.param(
            REGION + '[[layer]]\ntarget = "postes"\noptional = "no"\n[layer.fields]\nid = "COD"\n',
            "[[layer]] postes, optional: se esperaba true o false",
            id="optional-text",
        ),
        pytest.param(
            REGION + '[[layer]]\ntarget = "vanos"\n[layer.fields]\nid = "COD"\n',
            "[[layer]] vanos: falta decir de dónde viene from_node, to_node",
            id="required-columns-missing",
        ),
        pytest.param(
            REGION + '[[layer]]\ntarget = "postes"\nfields = 1\n',
            "[[layer]] postes, fields: se esperaba una tabla",
            id="fields-no-table",
        ),
        pytest.param(
            with_field('"ALT"', "heigth_m"),
            "[[layer]] postes: la columna «heigth_m» no existe; ¿quiso decir height_m?",
            id="unknown-field",
        ),
        pytest.param(
            with_field("3"),
            "[[layer]] postes plate: se esperaba un texto o una tabla; un valor fijo se escribe { value = 3 }",
            id="field-number",
        ),
        pytest.param(
            with_field('["A", "B"]'),
            '[[layer]] postes plate: se esperaba un texto o una tabla; varias columnas se escriben { column = ["A", "B"] }',
            id="field-list",
        ),
        pytest.param(
            with_field('{ colum = "A" }'),
            "[[layer]] postes plate: «colum» no se entiende; ¿quiso decir column?",
            id="rule-word",
        ),
        pytest.param(
            with_field('{ prefix = "A" }'),
            "[[layer]] postes plate: necesita uno de column, value, fid o each",
            id="rule-from-nowhere",
        ),
        pytest.param(
            with_field('{ column = "A", value = "B" }'),
            "[[layer]] postes plate: tiene column y value; deje uno",
            id="rule-from-two-places",
        ),
        pytest.param(
            with_field("{ column = 3 }"),
            "[[layer]] postes plate, column: se esperaba un texto o una lista de textos",
            id="column-number",
        ),
        pytest.param(
            with_field("{ column = [] }"),
            "[[layer]] postes plate, column: se esperaba un texto o una lista de textos",
            id="no-columns",
        ),
        pytest.param(
            with_field('{ column = "A", codes = "fase" }', extra='[codes.fases]\nA = "R"\n'),
            "[[layer]] postes plate: no hay tabla de códigos «fase»; ¿quiso decir fases?",
            id="code-table-unknown",
        ),
        pytest.param(
            with_field('{ column = "A", codes = ["fases"] }'),
            "[[layer]] postes plate, codes: se esperaba un texto",
            id="codes-list",
        ),
        pytest.param(
            with_field('{ column = "A", multiply = "2" }', "height_m"),
            "[[layer]] postes height_m, multiply: se esperaba un número",
            id="multiply-text",
        ),
        pytest.param(
            with_field('{ column = "A", multiply = nan }', "height_m"),
            "[[layer]] postes height_m, multiply: se esperaba un número",
            id="multiply-nan",
        ),
        pytest.param(
            with_field('{ column = "A", decimal = "" }', "height_m"),
            "[[layer]] postes height_m, decimal: «» no sirve; use . o ,",
            id="decimal-of-a-field",
        ),
        pytest.param(
            with_field('{ column = "A", date = "AAAA" }'),
            "[[layer]] postes plate, date: «AAAA» no sirve; use YYYY-MM-DD o DD/MM/YYYY o DD-MM-YYYY o YYYYMMDD",
            id="date-of-a-field",
        ),
        pytest.param(
            with_field('{ each = "columna" }', extra=""),
            "[[layer]] postes plate, each: «columna» no sirve; use column o label",
            id="each-word",
        ),
        pytest.param(
            with_field('{ each = "column" }'),
            "[[layer]] postes plate, each: falta la tabla [layer.each]",
            id="each-without-its-table",
        ),
        pytest.param(
            with_field('"A"') + "[layer.each]\nENE = [1]\n",
            "[[layer]] postes, each ENE: se esperaba un texto o un número",
            id="each-list",
        ),
        pytest.param(
            with_field('"A"') + "[layer.where]\nTIPO = {}\n",
            "[[layer]] postes, where TIPO: se esperaba un texto o una lista de textos",
            id="where-table",
        ),
        pytest.param(
            with_field('"A"') + '[layer.join.foto]\nsource = "FOTOS"\n',
            "[[layer]] postes join foto: necesita source, on y match",
            id="join-half",
        ),
        pytest.param(
            with_field('"A"') + '[layer.join.foto]\nsource = "FOTOS"\non = 1\nmatch = "POSTE"\n',
            "[[layer]] postes join foto, on: se esperaba un texto",
            id="join-number",
        ),
        pytest.param(
            with_field('"A"') + '[layer.join.r]\nsource = "FOTOS"\non = "A"\nmatch = "POSTE"\n',
            "[[layer]] postes join r: ese nombre está tomado; elija otro",
            id="join-with-our-own-alias",
        ),
        pytest.param(
            with_field('"A"').replace("target", 'geometry = "centroid"\ntarget'),
            "[[layer]] postes, geometry: «centroid» no sirve; use drawn o point_on_surface",
            id="geometry-word",
        ),
        pytest.param(
            with_field('"A"').replace("target", 'geometry = { x = "ESTE" }\ntarget'),
            "[[layer]] postes, geometry: necesita x e y, o solo join",
            id="geometry-half",
        ),
        pytest.param(
            with_field('"A"').replace("target", 'geometry = { x = "ESTE", y = 1 }\ntarget'),
            "[[layer]] postes, geometry y: se esperaba un texto",
            id="geometry-number",
        ),
        pytest.param(
            with_field('"A"').replace("target", 'geometry = { join = "gis" }\ntarget'),
            "[[layer]] postes: falta [layer.join.gis]",
            id="geometry-of-no-join",
        ),
        pytest.param(
            with_field('"A"', extra='[columns]\nPOSTES = ["A", "B", "A"]\n'),
            "[columns], POSTES: repite una columna",
            id="a-column-twice",
        ),
        pytest.param(
            with_field('"A"', extra="[columns]\nPOSTES = [1]\n"),
            "[columns], POSTES: se esperaba un texto o una lista de textos",
            id="columns-of-numbers",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path, text, sentence):
    end = "" if sentence.endswith("?") else "."
    assert complaint(tmp_path, text) == f"Mapeo prueba: {sentence}{end}"
