"""The network's own entries in the menu."""

from layers.menu import Entry

ENTRIES = (
    Entry("Mapa", "map"),
    Entry("Consulta", "advanced-search"),
    Entry("Poste / Vano / Equipo", "spans"),
    Entry("VNR", "vnr"),
    Entry("Mi transformador", "my-transformer"),
    Entry("Descargas", "downloads"),
    Entry("Datos", "data"),
    Entry("Manual", "manual"),
    Entry("Subestaciones", "substations", in_footer=True),
    Entry("Alimentadores", "feeders", in_footer=True),
    Entry("Transformadores", "transformers", in_footer=True),
    Entry("Postes", "poles", in_footer=True),
    Entry("Equipos", "equipment-list", in_footer=True),
    Entry("Generadores", "generators", in_footer=True),
    Entry("Filtro por placa", "quick-filter", in_footer=True),
    Entry("Glosario", "glossary", in_footer=True),
    Entry("API", "api-docs", in_footer=True),
)
