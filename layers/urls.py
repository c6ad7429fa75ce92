"""The public pages. Identifiers are the cooperative's own and may hold anything, a slash too."""

from django.urls import path

from layers.views.advanced_search import advanced_search
from layers.views.elements import (
    EquipmentGrid,
    EquipmentPage,
    GeneratorGrid,
    GeneratorPage,
    PoleGrid,
    PolePage,
    SpanGrid,
    SpanPage,
)
from layers.views.feeders import FeederGrid, FeederPage, SubstationFeederGrid
from layers.views.glossary import glossary
from layers.views.manual import manual
from layers.views.my_transformer import my_transformer
from layers.views.paper import page_pdf
from layers.views.quick_filter import quick_filter
from layers.views.search import results_page
from layers.views.substations import SubstationGrid, SubstationPage
from layers.views.transformers import FeederTransformerGrid, TransformerGrid, TransformerPage
from layers.views.vnr import vnr_detail, vnr_grid

urlpatterns = [
    path("buscar/", results_page, name="search"),
    path("consulta/", advanced_search, name="advanced-search"),
    path("filtro/", quick_filter, name="quick-filter"),
    path("mi-transformador/", my_transformer, name="my-transformer"),
    path("glosario/", glossary, name="glossary"),
    path("manual/", manual, name="manual"),
    # /subestaciones/
    path("subestaciones/", SubstationGrid.as_view(), name="substations"),
    path(
        "subestaciones/<path:substation_id>/alimentadores/", SubstationFeederGrid.as_view(), name="substation-feeders"
    ),
    path("subestaciones/<path:asset_id>/", SubstationPage.as_view(), name="substation"),
    # /alimentadores/
    path("alimentadores/", FeederGrid.as_view(), name="feeders"),
    path(
        "alimentadores/<path:feeder_id>/transformadores/", FeederTransformerGrid.as_view(), name="feeder-transformers"
    ),
    path("alimentadores/<path:asset_id>/", FeederPage.as_view(), name="feeder"),
    # /transformadores/
    path("transformadores/", TransformerGrid.as_view(), name="transformers"),
    path("transformadores/<path:asset_id>/", TransformerPage.as_view(), name="transformer"),
    # Poste / Vano / Equipo
    path("postes/", PoleGrid.as_view(), name="poles"),
    path("postes/<path:asset_id>/", PolePage.as_view(), name="pole"),
    path("vanos/", SpanGrid.as_view(), name="spans"),
    path("vanos/<path:asset_id>/", SpanPage.as_view(), name="span"),
    path("equipos/", EquipmentGrid.as_view(), name="equipment-list"),
    path("equipos/<path:asset_id>/", EquipmentPage.as_view(), name="equipment"),
    path("generadores/", GeneratorGrid.as_view(), name="generators"),
    path("generadores/<path:asset_id>/", GeneratorPage.as_view(), name="generator"),
    # /vnr/
    path("vnr/", vnr_grid, name="vnr"),
    path("vnr/<path:code>/", vnr_detail, name="vnr-code"),
    # Any of these as PDF: .pdf for its last slash
    path("<path:address>.pdf", page_pdf, name="page-pdf"),
]
