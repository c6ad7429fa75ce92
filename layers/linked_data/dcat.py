"""DCAT-AP as JSON-LD: a catalogue with the whole network and each of its layers as data sets."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from layers.catalogue import layers
from layers.exports import Format, formats
from layers.exports.base import LAYER
from layers.exports.files import finished, network_formats
from layers.linked_data import KEYWORDS, network_description, network_title
from layers.models import Publication

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "gsp": "http://www.opengis.net/ont/geosparql#",
}
ENERGY = "http://publications.europa.eu/resource/authority/data-theme/ENER"
SPANISH = "http://publications.europa.eu/resource/authority/language/SPA"
MONTHLY = "http://publications.europa.eu/resource/authority/frequency/MONTHLY"
IANA = "https://www.iana.org/assignments/media-types/"


def catalogue(publication: Publication, root: str) -> dict[str, Any]:
    """`root`: scheme and host, without a slash at its end."""
    return {
        "@context": CONTEXT,
        "@id": f"{root}/datos/catalogo.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": spanish(f"Datos abiertos de {settings.COOPERATIVE_NAME}"),
        "dct:description": spanish("Los datos públicos de la red eléctrica, sin registro."),
        "dct:publisher": publisher(root),
        "dct:language": {"@id": SPANISH},
        "dct:license": {"@id": settings.DATA_LICENCE_URL},
        "dct:modified": moment(publication),
        "foaf:homepage": {"@id": f"{root}/datos/"},
        "dcat:dataset": [network_dataset(publication, root), *layer_datasets(publication, root)],
        "dcat:service": [service(root)],
    }


def network_dataset(publication: Publication, root: str) -> dict[str, Any]:
    files = (
        distribution(f"{root}/descargas/red{format_.suffix}", format_, size_of(publication, format_))
        for format_ in network_formats()
    )
    return dataset(publication, root, "red", network_title(), network_description(publication), list(files))


def layer_datasets(publication: Publication, root: str) -> Iterator[dict[str, Any]]:
    for layer in layers():
        files = [distribution(f"{root}/descargas/{layer.id}{each.suffix}", each) for each in layer_formats()]
        title = f"{layer.plural} de {settings.COOPERATIVE_NAME}"
        yield dataset(publication, root, layer.id, title, f"{layer.description}. {layer.openness}", files)


def dataset(
    publication: Publication, root: str, name: str, title: str, description: str, files: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "@id": f"{root}/datos/#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": spanish(title),
        "dct:description": spanish(description),
        "dct:publisher": publisher(root),
        "dcat:contactPoint": contact(),
        "dct:issued": moment(publication),
        "dct:modified": moment(publication),
        "dct:temporal": period(publication),
        "dct:spatial": place(publication),
        "dct:accrualPeriodicity": {"@id": MONTHLY},
        "dct:accessRights": {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
        "dcat:version": str(publication.number),
        "dcat:keyword": [spanish(word) for word in KEYWORDS],
        "dcat:theme": [{"@id": ENERGY}],
        "dcat:landingPage": {"@id": f"{root}/datos/"},
        "dcat:distribution": files,
    }


def distribution(address: str, format_: Format, size: int | None = None) -> dict[str, Any]:
    media = format_.media.split(";", 1)[0]
    known_size = {} if size is None else {"dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size)}}
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dct:title": spanish(format_.name),
        "dct:description": spanish(format_.use),
        "dct:license": {"@id": settings.DATA_LICENCE_URL},
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": IANA + media},
        **known_size,
    }


def service(root: str) -> dict[str, Any]:
    return {
        "@id": f"{root}/api/",
        "@type": "dcat:DataService",
        "dct:title": spanish("API de la red (OGC API – Features)"),
        "dcat:endpointURL": {"@id": f"{root}/api/"},
        "dcat:endpointDescription": {"@id": f"{root}/api/openapi.json"},
        "dcat:servesDataset": [{"@id": f"{root}/datos/#red"}],
    }


def publisher(root: str) -> dict[str, Any]:
    return {"@type": "foaf:Organization", "foaf:name": settings.COOPERATIVE_NAME, "foaf:homepage": {"@id": f"{root}/"}}


def contact() -> dict[str, Any]:
    mail = {"@id": f"mailto:{settings.COOPERATIVE_EMAIL}"}
    return {"@type": "vcard:Organization", "vcard:fn": settings.COOPERATIVE_NAME, "vcard:hasEmail": mail}


def period(publication: Publication) -> dict[str, Any]:
    day = {"@type": "xsd:date", "@value": publication.cutoff_on.isoformat()}
    return {"@type": "dct:PeriodOfTime", "dcat:endDate": day}


def place(publication: Publication) -> dict[str, Any]:
    outline = {"dcat:bbox": {"@type": "gsp:wktLiteral", "@value": publication.extent.wkt}} if publication.extent else {}
    return {"@type": "dct:Location", **outline}


def moment(publication: Publication) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": publication.created_at.isoformat(timespec="seconds")}


def spanish(text: str) -> dict[str, str]:
    return {"@language": "es", "@value": text}


def layer_formats() -> list[Format]:
    return [format_ for format_ in formats() if LAYER in format_.scopes]


def size_of(publication: Publication, format_: Format) -> int | None:
    path = finished(publication, format_)
    return path.stat().st_size if path else None
