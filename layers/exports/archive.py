"""Archives of many files, each table in one, with a README."""

from collections.abc import Iterator

from layers.exports.base import FEEDER, NETWORK, Download, Format
from layers.exports.csv import Csv, ExcelCsv
from layers.exports.geojson import GeoJson
from layers.exports.readme import NAME, readme
from layers.exports.tables import Table
from layers.exports.zipped import Member, zipped

TO_MACHINES = """Cada tabla es un archivo CSV en UTF-8: separador coma, punto decimal, fechas AAAA-MM-DD.
Los puntos llevan lon y lat; las líneas, la columna wkt.
Un apóstrofo antes de = + - @ evita que una planilla ejecute el texto como fórmula: no es del dato."""
TO_EXCEL = """Cada tabla es un archivo CSV que Excel en español abre con doble clic: separador punto y coma,
coma decimal, fechas DD-MM-AAAA.
Un apóstrofo antes de = + - @ evita que Excel ejecute el texto como fórmula: no es del dato.
Los identificadores que empiezan con cero lo conservan si importa su columna como texto (Datos > Obtener datos)."""
TO_WEB = "Cada tabla es un GeoJSON (RFC 7946). En QGIS: arrastre el archivo a la ventana."


class CsvArchive(Format):
    suffix = ".zip"
    media = "application/zip"
    name = "CSV (ZIP)"
    use = "Un archivo por tabla, para programas y bases de datos, con su diccionario."
    scopes = frozenset({NETWORK, FEEDER})
    rank = 15
    how_to_open = TO_MACHINES
    inner: Csv = Csv()

    def stream(self, download: Download) -> Iterator[bytes]:
        members: list[Member] = [(NAME, [readme(download, self.how_to_open, ".csv")])]
        members += [(f"{table.id}.csv", self.inner.table(download, table)) for table in download.tables]
        return zipped(members, download.publication.created_at.timetuple())


class ExcelArchive(CsvArchive):
    suffix = "-excel.zip"
    name = "CSV para Excel (ZIP)"
    use = "Un archivo por tabla, con títulos en español, que Excel abre con doble clic."
    rank = 5
    how_to_open = TO_EXCEL
    inner = ExcelCsv()


class GeoJsonArchive(Format):
    suffix = ".geojson.zip"
    media = "application/zip"
    name = "GeoJSON (ZIP)"
    use = "Un archivo por tabla, para páginas web y programas."
    scopes = frozenset({NETWORK, FEEDER})
    rank = 45

    def stream(self, download: Download) -> Iterator[bytes]:
        members: list[Member] = [(NAME, [readme(download, TO_WEB, ".geojson")])]
        members += [(f"{table.id}.geojson", self.contents(download, table)) for table in download.tables]
        return zipped(members, download.publication.created_at.timetuple())

    def contents(self, download: Download, table: Table) -> Iterator[bytes]:
        return GeoJson().collection(download, (table,))


FORMATS = (CsvArchive(), ExcelArchive(), GeoJsonArchive())
