import io
import zipfile
from pathlib import Path

import fiona
import pytest

from layers.catalogue import layers
from layers.exports.shapefile import short_names
from layers.exports.tables import layer_table
from layers.models import Pole


@pytest.fixture
def unzipped(made, tmp_path) -> Path:
    Pole.objects.filter(id="P1").update(material="Hormigón armado, ñandú")
    zipfile.ZipFile(io.BytesIO(made(".shp.zip"))).extractall(tmp_path / "red")
    return tmp_path / "red"


def test_each_layer_is_a_shapefile_and_each_table_a_csv(unzipped):
    assert sorted(path.name for path in unzipped.iterdir() if path.suffix in {".shp", ".csv", ".txt"}) == [
        *("README.txt", "alimentadores.shp", "conductores.csv", "demandas.csv", "equipos.shp", "generadores.shp"),
        *("nodos.shp", "postes.shp", "publicacion.csv", "subestaciones.shp", "transformadores.shp", "vanos.shp"),
        *("vnr.csv", "vnr_recargos.csv"),
    ]


def test_a_layer_as_a_gis_opens_it(unzipped):
    with fiona.open(unzipped / "postes.shp") as layer:
        assert (layer.crs.to_epsg(), layer.schema["geometry"], len(layer)) == (4326, "Point", 7)
        pole = next(row for row in layer if row.properties["id"] == "P1")
    assert dict(pole.properties) == {
        "id": "P1",
        "source_id": None,
        "name": None,
        "comuna_cod": "14204",
        "vnr_code": None,
        "plate": "8375",
        "height_m": 9.5,
        "material": "Hormigón armado, ñandú",
        "nodes": "N1",
        "feeder_ids": "1",
    }


def test_no_two_columns_are_cut_to_the_same_name():
    for layer in layers():
        names = list(short_names(layer_table(layer)).values())
        assert len(set(names)) == len(names)
        assert max(map(len, names)) <= 10


def test_the_readme_tells_which_name_is_which(unzipped):
    lines = (unzipped / "README.txt").read_text(encoding="utf-8").splitlines()

    told = next(line for line in lines if line.startswith("    cond_type "))
    assert told.endswith(
        "Tipo conductor. derivado: nombre de su conductor, si la entrega no lo trae (campo conductor_type)"
    )
