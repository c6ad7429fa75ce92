"""schema.org/Dataset as JSON-LD, for search engines."""

from typing import Any

from django.conf import settings

from layers.catalogue import layers
from layers.exports.files import network_formats
from layers.linked_data import KEYWORDS, network_description, network_title
from layers.models import Publication


def schema_dataset(publication: Publication, root: str) -> dict[str, Any]:
    files = [
        {
            "@type": "DataDownload",
            "name": format_.name,
            "encodingFormat": format_.media.split(";", 1)[0],
            "contentUrl": f"{root}/descargas/red{format_.suffix}",
        }
        for format_ in network_formats()
    ]
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{root}/datos/#red",
        "name": network_title(),
        "description": network_description(publication),
        "url": f"{root}/datos/",
        "sameAs": f"{root}/datos/catalogo.jsonld",
        "inLanguage": "es-CL",
        "isAccessibleForFree": True,
        "license": settings.DATA_LICENCE_URL,
        "version": str(publication.number),
        "dateModified": publication.created_at.date().isoformat(),
        "temporalCoverage": publication.cutoff_on.isoformat(),
        "keywords": KEYWORDS,
        "creator": {"@type": "Organization", "name": settings.COOPERATIVE_NAME, "url": f"{root}/"},
        "variableMeasured": variables(),
        "distribution": files,
        **coverage(publication),
    }


def variables() -> list[dict[str, str]]:
    """Each quantity with a unit, once."""
    fields = {field.name: field for layer in layers() for field in layer.fields if field.unit}
    return [
        {"@type": "PropertyValue", "name": field.name, "description": field.label, "unitText": field.unit}
        for field in fields.values()
    ]


def coverage(publication: Publication) -> dict[str, Any]:
    if publication.extent is None:
        return {}
    west, south, east, north = (round(degrees, 5) for degrees in publication.extent.extent)
    return {
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}}
    }
