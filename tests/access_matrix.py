"""Who gets what at every address: the written matrix of tests/test_access_matrix.py. A new address needs a row here."""

from dataclasses import dataclass

ROLES = (
    *("anonymous", "registered", "customer A", "customer B", "EG customer"),
    *("atención", "planificación", "publicación", "superuser"),
)
#: The number of the registered person's account, beyond those the database gives out.
REGISTERED = 900_001


@dataclass(frozen=True)
class Row:
    """An example of the address, and the status of a GET for each of ROLES."""

    path: str
    statuses: tuple[int, ...]


def everybody(path: str, status: int = 200) -> Row:
    """The same for all."""
    return Row(path, (status,) * len(ROLES))


def signed_in(path: str, status: int = 200) -> Row:
    return Row(path, (302, *(status,) * 8))


def of_a(path: str, status: int = 200) -> Row:
    """Customer A's, and what atención may read, which is noted."""
    return Row(f"/clientes/90001/{path}", (302, 404, status, 404, 404, status, 404, 404, status))


def of_eg(path: str, status: int = 200) -> Row:
    return Row(f"/clientes/90003/{path}", (302, 404, 404, 404, status, status, 404, 404, status))


def attention(path: str) -> Row:
    return Row(path, (302, 404, 404, 404, 404, 200, 404, 404, 200))


def desk(path: str, status: int = 200) -> Row:
    return Row(path, (302, 404, 404, 404, 404, 404, 404, status, status))


CUSTOMERS = {
    "clientes/": signed_in("/clientes/"),
    "clientes/agregar/": signed_in("/clientes/agregar/"),
    # Whoever holds the token of the mail, which is tried in tests/customers/test_linking.py.
    "clientes/vinculos/<str:token>/": everybody("/clientes/vinculos/nada/", 404),
    "clientes/fragmentos/transformador/<path:asset_id>/": Row(
        "/clientes/fragmentos/transformador/T1/", (302, 204, 200, 204, 200, 204, 204, 204, 204)
    ),
    "clientes/atencion/": attention("/clientes/atencion/?q=Ana"),
    "clientes/atencion/apartados/": attention("/clientes/atencion/apartados/"),
    "clientes/atencion/sin-transformador/": attention("/clientes/atencion/sin-transformador/"),
    # One's own link: staff have none.
    "clientes/<str:number>/quitar/": Row("/clientes/90001/quitar/", (302, 404, 200, 404, 404, 404, 404, 404, 404)),
    "clientes/<str:number>/general/": of_a("general/"),
    "clientes/<str:number>/general.pdf": of_a("general.pdf"),
    "clientes/<str:number>/usuario/": of_a("usuario/"),
    "clientes/<str:number>/usuario.pdf": of_a("usuario.pdf"),
    "clientes/<str:number>/tecnica/": of_a("tecnica/"),
    "clientes/<str:number>/tecnica.pdf": of_a("tecnica.pdf"),
    "clientes/<str:number>/consumo/": of_a("consumo/"),
    "clientes/<str:number>/consumo.pdf": of_a("consumo.pdf"),
    "clientes/<str:number>/consumo/<month:month>/": of_a("consumo/2020-01/"),
    "clientes/<str:number>/consumo/<month:month>.pdf": of_a("consumo/2020-01.pdf"),
    "clientes/<str:number>/dte/<month:month>/": of_a("dte/2020-01/"),
    "clientes/<str:number>/inyecciones/": of_eg("inyecciones/"),
    "clientes/<str:number>/inyecciones.pdf": of_eg("inyecciones.pdf"),
    "clientes/<str:number>/remanente/": of_eg("remanente/"),
    "clientes/<str:number>/remanente.pdf": of_eg("remanente.pdf"),
    "clientes/<str:number>/medidor/": of_eg("medidor/"),
    "clientes/<str:number>/medidor.pdf": of_eg("medidor.pdf"),
    "clientes/<str:number>/documentos/": of_eg("documentos/"),
    "clientes/<str:number>/documentos.pdf": of_eg("documentos.pdf"),
    "clientes/<str:number>/anexo/<month:month>/": of_eg("anexo/2020-01/"),
    "clientes/<str:number>/documentos/<str:kind>/": of_eg("documentos/contrato/"),
}
#: /cuenta/: one's own account. What acts is asked by POST alone.
ACCOUNTS = {
    "escritorio/": signed_in("/escritorio/"),
    "cuenta/registro/": Row("/cuenta/registro/", (200, *(302,) * 8)),
    "cuenta/registro/listo/": everybody("/cuenta/registro/listo/"),
    "cuenta/correo/": signed_in("/cuenta/correo/", 405),
    "cuenta/correo/<str:mark>/<str:token>/": everybody("/cuenta/correo/1/nada/", 410),
    "cuenta/ingreso/": Row("/cuenta/ingreso/", (200, *(302,) * 8)),
    "cuenta/ingreso/codigo/": signed_in("/cuenta/ingreso/codigo/"),
    "cuenta/salir/": everybody("/cuenta/salir/", 405),
    "cuenta/clave/": signed_in("/cuenta/clave/"),
    "cuenta/recuperar/": everybody("/cuenta/recuperar/"),
    "cuenta/recuperar/enviado/": everybody("/cuenta/recuperar/enviado/"),
    "cuenta/recuperar/lista/": everybody("/cuenta/recuperar/lista/"),
    "cuenta/recuperar/<str:uidb64>/<str:token>/": everybody("/cuenta/recuperar/MQ/nada/"),
    "cuenta/datos/": signed_in("/cuenta/datos/"),
    "cuenta/datos/sesiones/": everybody("/cuenta/datos/sesiones/", 405),
    "cuenta/datos/descarga/": signed_in("/cuenta/datos/descarga/"),
    "cuenta/datos/eliminar/": signed_in("/cuenta/datos/eliminar/"),
    "cuenta/segundo-factor/": signed_in("/cuenta/segundo-factor/"),
    "cuenta/segundo-factor/qr.svg": signed_in("/cuenta/segundo-factor/qr.svg"),
    "cuenta/segundo-factor/codigos/": everybody("/cuenta/segundo-factor/codigos/", 405),
    "cuenta/segundo-factor/quitar/": everybody("/cuenta/segundo-factor/quitar/", 405),
}


def admin(path: str, attention: int, staff: int, superuser: int) -> Row:
    """Who may not enter is led to the admin's sign-in, which leads strangers on and others nowhere."""
    return Row(f"/administracion/{path}", (302, 302, 302, 302, 302, attention, staff, staff, superuser))


def admin_of(
    model: str, lists: tuple[int, int, int], adds: int, shows: tuple[int, int, int], deletes: int, number: int = 1
) -> dict[str, Row]:
    """A model's addresses, of its row `number`; nobody deletes what may only be read."""
    at = f"administracion/{model}/"
    return {
        at: admin(f"{model}/", *lists),
        f"{at}add/": admin(f"{model}/add/", 403, 403, adds),
        f"{at}<path:object_id>/delete/": admin(f"{model}/{number}/delete/", 403, 403, deletes),
        f"{at}<path:object_id>/change/": admin(f"{model}/{number}/change/", *shows),
        # One that does not exist leads back to the list.
        f"{at}<path:object_id>/history/": admin(f"{model}/0/history/", 302, 302, 302),
        f"{at}<path:object_id>/": admin(f"{model}/{number}/", 302, 302, 302),
    }


#: /administracion/: Django's own, entered by the portal's door. Atención helps people with their accounts.
ADMIN = {
    "administracion/": admin("", 200, 200, 200),
    "administracion/login/": Row("/administracion/login/", (302, *(404,) * 8)),
    "administracion/logout/": admin("logout/", 405, 405, 405),
    "administracion/password_change/": admin("password_change/", 302, 302, 302),
    "administracion/password_change/done/": admin("password_change/done/", 200, 200, 200),
    "administracion/autocomplete/": admin("autocomplete/", 403, 403, 403),
    "administracion/jsi18n/": admin("jsi18n/", 200, 200, 200),
    "administracion/r/<path:content_type_id>/<path:object_id>/": admin("r/1/1/", 404, 404, 404),
    "administracion/^(?P<app_label>procrastinate|layers|accounts)/$": admin("accounts/", 200, 404, 200),
    "administracion/(?P<url>.*)$": admin("nada", 404, 404, 404),
    **admin_of("procrastinate/procrastinatejob", (403, 403, 200), adds=403, shows=(403, 403, 302), deletes=403),
    **admin_of("layers/publication", (200, 200, 200), adds=403, shows=(200, 200, 200), deletes=403),
    **admin_of("accounts/user", (200, 403, 200), adds=200, shows=(200, 403, 200), deletes=200, number=REGISTERED),
    # Of an account that exists, unlike the others'.
    "administracion/accounts/user/<path:object_id>/history/": admin(
        f"accounts/user/{REGISTERED}/history/", 200, 403, 200
    ),
}
#: Delivery 1 and run 1, a trial that passed, are there.
PUBLISHING = {
    "publicar/": desk("/publicar/"),
    "publicar/entregas/": desk("/publicar/entregas/", 405),
    "publicar/entregas/<int:number>/": desk("/publicar/entregas/1/"),
    "publicar/entregas/<int:number>/archivos/<int:file_number>/": desk("/publicar/entregas/1/archivos/1/", 405),
    "publicar/entregas/<int:number>/completa/": desk("/publicar/entregas/1/completa/", 405),
    "publicar/ensayos/<int:number>/": desk("/publicar/ensayos/1/"),
    "publicar/ensayos/<int:number>/estado/": desk("/publicar/ensayos/1/estado/"),
    "publicar/ensayos/<int:number>/repetir/": desk("/publicar/ensayos/1/repetir/", 405),
    "publicar/ensayos/<int:number>/anular/": desk("/publicar/ensayos/1/anular/", 405),
    "publicar/ensayos/<int:number>/publicar/": desk("/publicar/ensayos/1/publicar/"),
    "publicar/ensayos/<int:number>/hallazgos/": desk("/publicar/ensayos/1/hallazgos/"),
    "publicar/ensayos/<int:number>/hallazgos.csv": desk("/publicar/ensayos/1/hallazgos.csv"),
    "publicar/ensayos/<int:number>/informe.json": desk("/publicar/ensayos/1/informe.json"),
    "publicar/ensayos/<int:number>/hallazgos.geojson": desk("/publicar/ensayos/1/hallazgos.geojson"),
    "publicar/ensayos/<int:number>/cambios/": desk("/publicar/ensayos/1/cambios/"),
    "publicar/ensayos/<int:number>/cambios.csv": desk("/publicar/ensayos/1/cambios.csv"),
    "publicar/ensayos/<int:number>/cambios.geojson": desk("/publicar/ensayos/1/cambios.geojson"),
    "publicar/publicaciones/": desk("/publicar/publicaciones/"),
    "publicar/publicaciones/<int:number>/volver/": desk("/publicar/publicaciones/1/volver/"),
}
API = {
    "api/collections/<str:layer>/tiles/WebMercatorQuad/<int:z>/<int:y>/<int:x>": everybody(
        "/api/collections/vanos/tiles/WebMercatorQuad/13/5147/2434"
    ),
    "api/collections/<str:layer>/items/<path:asset_id>": everybody("/api/collections/transformadores/items/T1"),
    "api": everybody("/api"),
    "api/": everybody("/api/"),
    "api/conformance": everybody("/api/conformance"),
    "api/openapi.json": everybody("/api/openapi.json"),
    "api/docs/": everybody("/api/docs/"),
    "api/collections": everybody("/api/collections"),
    "api/collections/<str:layer>": everybody("/api/collections/vanos"),
    "api/collections/<str:layer>/schema": everybody("/api/collections/vanos/schema"),
    "api/collections/<str:layer>/queryables": everybody("/api/collections/vanos/queryables"),
    "api/collections/<str:layer>/items": everybody("/api/collections/vanos/items"),
    "api/collections/<str:layer>/tiles": everybody("/api/collections/vanos/tiles"),
    "api/collections/<str:layer>/tiles/WebMercatorQuad": everybody("/api/collections/vanos/tiles/WebMercatorQuad"),
    "api/identify": everybody("/api/identify?lon=-72.957&lat=-40.3&z=17"),
    "api/path": everybody("/api/path?layer=transformadores&id=T1"),
    "api/neighbours": everybody("/api/neighbours?layer=transformadores&id=T1"),
    "api/capacity/parameters": everybody("/api/capacity/parameters"),
    # The small network has no computed capacity.
    "api/capacity/passport": everybody("/api/capacity/passport", 400),
    "api/capacity/point": everybody("/api/capacity/point?lon=-72.957&lat=-40.3", 404),
    "api/search": everybody("/api/search?q=T1"),
    r"^api/[\s\S]*$": everybody("/api/nada", 404),
}
FILES = {
    "descargas/": everybody("/descargas/"),
    **{f"descargas/red{suffix}": everybody(f"/descargas/red{suffix}") for suffix in (
        *(".geojson.zip", "-excel.zip", ".shp.zip"), *(".gpkg", ".kmz", ".zip"))},
    **{f"descargas/<str:layer>{suffix}": everybody(f"/descargas/transformadores{suffix}") for suffix in (
        *("-excel.csv", ".geojson", ".shp.zip"), *(".gpkg", ".kmz", ".csv"))},
    **{f"alimentadores/<path:feeder_id>{suffix}": everybody(f"/alimentadores/1{suffix}") for suffix in (
        *(".geojson.zip", "-excel.zip", "-excel.csv", ".geojson", ".shp.zip"), *(".gpkg", ".kmz", ".zip", ".csv"))},
    "datos/": everybody("/datos/"),
    "datos/catalogo.jsonld": everybody("/datos/catalogo.jsonld"),
    "datos/conjunto.jsonld": everybody("/datos/conjunto.jsonld"),
}  # fmt: skip
PAGES = {
    "": everybody("/"),
    "healthz": everybody("/healthz"),
    "readyz": everybody("/readyz"),
    "robots.txt": everybody("/robots.txt"),
    "favicon.ico": everybody("/favicon.ico", 302),
    "sitemap.xml": everybody("/sitemap.xml"),
    "sitemap-<str:name>-<int:number>.xml": everybody("/sitemap-paginas-1.xml"),
    "buscar/": everybody("/buscar/"),
    "consulta/": everybody("/consulta/"),
    "filtro/": everybody("/filtro/"),
    "mi-transformador/": everybody("/mi-transformador/"),
    "capacidad/": everybody("/capacidad/"),
    "capacidad/metodo/": everybody("/capacidad/metodo/"),
    "capacidad/punto/": everybody("/capacidad/punto/", 400),
    "glosario/": everybody("/glosario/"),
    "manual/": everybody("/manual/"),
    "subestaciones/": everybody("/subestaciones/"),
    "subestaciones/<path:substation_id>/alimentadores/": everybody("/subestaciones/1/alimentadores/"),
    "subestaciones/<path:asset_id>/": everybody("/subestaciones/1/"),
    "alimentadores/": everybody("/alimentadores/"),
    "alimentadores/<path:feeder_id>/transformadores/": everybody("/alimentadores/1/transformadores/"),
    "alimentadores/<path:asset_id>/": everybody("/alimentadores/1/"),
    "transformadores/": everybody("/transformadores/"),
    "transformadores/<path:asset_id>/": everybody("/transformadores/T1/"),
    "postes/": everybody("/postes/"),
    "postes/<path:asset_id>/": everybody("/postes/P1/"),
    "vanos/": everybody("/vanos/"),
    "vanos/<path:asset_id>/": everybody("/vanos/V1/"),
    "equipos/": everybody("/equipos/"),
    "equipos/<path:asset_id>/": everybody("/equipos/E1/"),
    "generadores/": everybody("/generadores/"),
    "generadores/<path:asset_id>/": everybody("/generadores/G1/"),
    "vnr/": everybody("/vnr/"),
    "vnr/<path:code>/": everybody("/vnr/12/"),
    # Only the network's own pages: a customer's have an address of their own for it.
    "<path:address>.pdf": everybody("/clientes/90001/nada.pdf", 404),
}
GROUPS = {
    "customers": CUSTOMERS,
    "accounts": ACCOUNTS,
    "admin": ADMIN,
    "publishing": PUBLISHING,
    "api": API,
    "files": FILES,
    "pages": PAGES,
}
MATRIX = {route: row for rows in GROUPS.values() for route, row in rows.items()}
