"""The data described for machines: DCAT-AP for catalogues of open data, schema.org for search engines."""

from django.conf import settings

from layers.models import Publication

KEYWORDS = ["red eléctrica", "distribución", "alimentadores", "transformadores", "VNR", "Chile"]


def network_title() -> str:
    return f"Red eléctrica de {settings.COOPERATIVE_NAME}"


def network_description(publication: Publication) -> str:
    return (
        f"Catastro de la red de distribución: subestaciones, alimentadores, vanos, transformadores, equipos y postes, "
        f"con sus demandas y códigos VNR. Información al {publication.cutoff_on:%d-%m-%Y}."
    )
