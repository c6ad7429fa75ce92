"""Files and open data. A format's suffix ends the address: the longest are tried first, since .zip ends .geojson.zip too."""

from django.urls import path

from layers.exports import Format, formats
from layers.exports.base import FEEDER, LAYER, NETWORK
from layers.views.crawlers import robots, sitemap_index, sitemap_part
from layers.views.downloads import downloads_page, feeder_file, layer_file, network_file
from layers.views.open_data import data_catalogue, data_page, data_set


def offered(scope: str) -> list[Format]:
    found = [format_ for format_ in formats() if scope in format_.scopes]
    return sorted(found, key=lambda format_: -len(format_.suffix))


def named(format_: Format) -> str:
    """`-excel.csv` → `excel-csv`."""
    return format_.suffix.lstrip(".-").replace(".", "-")


urlpatterns = [
    # /descargas/
    path("descargas/", downloads_page, name="downloads"),
    *(
        path(f"descargas/red{each.suffix}", network_file, {"suffix": each.suffix}, name=f"network-{named(each)}")
        for each in offered(NETWORK)
    ),
    *(
        path(f"descargas/<str:layer>{each.suffix}", layer_file, {"suffix": each.suffix}, name=f"layer-{named(each)}")
        for each in offered(LAYER)
    ),
    # /alimentadores/<id>.kmz
    *(
        path(
            f"alimentadores/<path:feeder_id>{each.suffix}",
            feeder_file,
            {"suffix": each.suffix},
            name=f"feeder-{named(each)}",
        )
        for each in offered(FEEDER)
    ),
    # /datos/
    path("datos/", data_page, name="data"),
    path("datos/catalogo.jsonld", data_catalogue, name="data-catalogue"),
    path("datos/conjunto.jsonld", data_set, name="data-set"),
    # Search engines
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<str:name>-<int:number>.xml", sitemap_part, name="sitemap-part"),
]
