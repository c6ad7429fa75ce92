import io
import json
import zipfile

from layers.exports.selection import Selection
from layers.models import Publication

README_HEAD = """\
Red eléctrica de Cooprel
========================

Publica       Cooprel
Publicación   1, de la red cargada el {today:%d-%m-%Y}
Información   al 30-11-2020
Fuente        catastro de la red de Cooprel
Licencia      CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.es)
              Puede usar, copiar y redistribuir los datos, también con fines comerciales, citando la fuente.

Cada tabla es un archivo CSV en UTF-8: separador coma, punto decimal, fechas AAAA-MM-DD.
"""
TABLES = (
    *("publicacion", "subestaciones", "alimentadores", "vanos", "transformadores", "equipos", "generadores", "postes"),
    *("nodos", "conductores", "vnr", "vnr_recargos", "demandas"),
)


def unzipped(data: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    return archive


def test_a_csv_for_each_table_and_a_readme(made, django_assert_num_queries):
    with django_assert_num_queries(13):
        archive = unzipped(made(".zip"))

    assert archive.namelist() == ["README.txt", *(f"{name}.csv" for name in TABLES)]
    today = Publication.objects.get().created_at
    assert archive.read("README.txt").decode().startswith(README_HEAD.format(today=today))
    assert archive.read("publicacion.csv").decode() == (
        "publication,data_as_of,publisher,licence\n"
        "1,2020-11-30,Cooprel,CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.es)\n"
    )


def test_the_readme_is_the_dictionary_of_what_is_in_it(made):
    lines = unzipped(made(".zip", feeder="1")).read("README.txt").decode().splitlines()

    assert lines[0] == "Alimentador LA UNION de Cooprel"
    assert "    length_m               Extensión [m]. derivado: largo del trazado, si la entrega no la trae" in lines
    assert "    state                  Estado. abierto: Abierto, cerrado: Cerrado" in lines


def test_a_demonstration_says_so(made):
    Publication.objects.update(is_demo=True)
    publication = Publication.objects.get()

    assert "ATENCIÓN: red de demostración. Los datos son ficticios." in readme_of(publication)


def readme_of(publication: Publication) -> list[str]:
    from layers.exports.contents import network_download
    from layers.exports.readme import readme

    return readme(network_download(publication), "", ".csv").decode().splitlines()


def test_excel_gets_its_own_style(made):
    archive = unzipped(made("-excel.zip"))

    assert archive.namelist() == ["README.txt", *(f"{name}.csv" for name in TABLES)]
    assert archive.read("vnr.csv").decode() == (
        "\ufeffCódigo VNR;Descripción;Precio unitario [$];Publicación;Información al\n"
        "12;Conductor;;1;30-11-2020\n"
        "SA1;Subestación aérea 10 kVA;100,00;1;30-11-2020\n"
    )


def test_a_geojson_for_each_table(made):
    archive = unzipped(made(".geojson.zip"))

    assert archive.namelist() == ["README.txt", *(f"{name}.geojson" for name in TABLES)]
    assert json.loads(archive.read("vnr.geojson"))["features"][0] == {
        "type": "Feature",
        "id": None,
        "geometry": None,
        "properties": {"code": "12", "description": "Conductor", "unit_price_clp": None},
    }


def test_the_same_data_give_the_same_archive(made):
    assert made(".zip") == made(".zip")


def test_entries_state_when_the_publication_was_made(made):
    made_at = Publication.objects.get().created_at.timetuple()[:5]

    assert {info.date_time[:5] for info in unzipped(made(".zip")).infolist()} == {made_at}


def test_the_demands_are_those_of_what_is_selected(made):
    selection = Selection(found={"transformadores": ["T2"]})

    assert unzipped(made(".zip", selection=selection)).read("demandas.csv").decode().count("\n") == 1
    selection = Selection(found={"transformadores": ["T1"]})
    assert unzipped(made(".zip", selection=selection)).read("demandas.csv").decode().count("\n") == 5
