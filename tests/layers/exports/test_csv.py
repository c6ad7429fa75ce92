"""CSV for machines and for Excel in Chile: whole documents, and what a spreadsheet must not run."""

import csv
import io

import pytest

from layers.models import Generator, Pole, Span

SPANS = """\
id,source_id,name,comuna_code,vnr_code,voltage_class,from_node,to_node,length_m,conductor_type,ampacity_a,phase_code,\
phase_count,feeder_id,from_pole,to_pole,conductor_id,wkt,publication,data_as_of
V1,,,14204,12,AT,N0,N1,84.9,ALAMBRE CU 3 AWG,150.5,RST,3,1,P0,P1,,"LINESTRING(-72.96 -40.3,-72.959 -40.3)",1,2020-11-30
V3,,,14204,12,AT,N2B,N3,84.9,ALAMBRE CU 3 AWG,150.5,'++R,1,1,P2,P3,,\
"LINESTRING(-72.958 -40.3,-72.957 -40.3)",1,2020-11-30
V5,,,14204,12,AT,I8,I9,84.9,ALAMBRE CU 3 AWG,,RST,3,,P8,P9,,"LINESTRING(-72.952 -40.3,-72.951 -40.3)",1,2020-11-30
"""
GENERATORS = """\
\ufeffIdentificador;Identificador de origen;Nombre;Comuna;Tecnología;Potencia instalada [kW];Estado;Fecha de conexión;Nodo;\
Alimentador;Código VNR;Tensión;Fases;Transformador;Longitud;Latitud;Publicación;Información al
G1;;;14204;hidraulica;300,5;operacion;02-05-2018;N3;1;;AT;;;-72,957;-40,3;1;30-11-2020
"""


def test_a_layer_for_machines(made, django_assert_num_queries):
    Span.objects.filter(id__in=["V2", "V4"]).delete()

    with django_assert_num_queries(1):
        assert made(".csv", layer="vanos").decode() == SPANS


def test_one_row_takes_as_many_queries_as_three(made, django_assert_num_queries):
    Span.objects.exclude(id="V1").delete()

    with django_assert_num_queries(1):
        assert made(".csv", layer="vanos").decode().splitlines() == SPANS.splitlines()[:2]


def test_a_layer_for_excel_has_spanish_headings_commas_and_a_byte_order_mark(made):
    Generator.objects.filter(id="G1").update(installed_kw=300.5)

    assert made("-excel.csv", layer="generadores").decode() == GENERATORS


@pytest.mark.parametrize("suffix", [".csv", "-excel.csv"])
@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+56 9", "'+56 9"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ('dice "hola"; y, más\nadiós', 'dice "hola"; y, más\nadiós'),
    ],
)
def test_a_text_is_no_formula(made, suffix, text, written):
    Pole.objects.filter(id="P1").update(material=text)

    table = io.StringIO(made(suffix, layer="postes").decode("utf-8-sig"), newline="")
    rows = list(csv.reader(table, delimiter=";" if suffix.startswith("-") else ","))
    heading = "Material" if suffix.startswith("-") else "material"
    assert next(row[rows[0].index(heading)] for row in rows if row[0] == "P1") == written


def test_a_feeder_is_one_table_of_all_its_layers(made, django_assert_num_queries):
    with django_assert_num_queries(8):
        rows = list(csv.DictReader(io.StringIO(made(".csv", feeder="1").decode())))

    assert sorted((row["layer"], row["id"]) for row in rows) == [
        ("alimentadores", "1"),
        ("equipos", "E1"),
        ("generadores", "G1"),
        *(("postes", name) for name in ("P0", "P1", "P2", "P3", "P4")),
        ("subestaciones", "1"),
        *(("transformadores", name) for name in ("T1", "T2")),
        *(("vanos", name) for name in ("V1", "V2", "V3", "V4")),
    ]
    transformer = next(row for row in rows if row["id"] == "T1")
    assert {name: value for name, value in transformer.items() if value} == {
        "layer": "transformadores",
        "id": "T1",
        "source_id": "SED-1",
        "name": "TRANSF.MON.10 KVA.7620 V.",
        "comuna_code": "14204",
        "vnr_code": "SA1",
        "rated_power_kva": "10",
        "voltage_class": "AT",
        "primary_v": "7620",
        "secondary_v": "220",
        "plate": "PT-1",
        "pole_plate": "8377",
        "transformer_type": "MONOFASICO",
        "phase_code": "'++R",
        "feeder_id": "1",
        "substation_id": "1",
        "generation_kw": "3.3",
        "generator_count": "1",
        "from_node": "N3",
        "to_node": "L3",
        "pole_id": "P3",
        "phase_count": "1",
        "lon": "-72.957",
        "lat": "-40.3",
        "publication": "1",
        "data_as_of": "2020-11-30",
    }


def test_lists_are_parted_by_commas_and_an_empty_one_is_nothing(made):
    rows = list(csv.DictReader(io.StringIO(made(".csv", layer="postes").decode())))

    assert [(row["id"], row["nodes"], row["feeder_ids"]) for row in rows[2:4] + rows[-1:]] == [
        ("P2", "N2,N2B", "1"),
        ("P3", "N3,L3", "1"),
        ("P9", "I9", ""),
    ]
