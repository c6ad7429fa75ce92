"""The customer's pages; each of them also as PDF, at its address with .pdf for the last slash."""

from django.urls import URLPattern, path, register_converter

from customers.months import MonthConverter
from customers.views import attention, files, fragments, general, generation, history
from customers.views.chooser import chooser
from customers.views.linking import add, give_up, revoke_by_mail
from customers.views.paper import as_pdf
from customers.views.private import View

register_converter(MonthConverter, "month")


def page_and_pdf(address: str, view: View, name: str) -> list[URLPattern]:
    where, word = f"clientes/<str:number>/{address}", address.split("/", 1)[0]
    return [
        path(f"{where}/", view, name=name),
        path(f"{where}.pdf", as_pdf(view, word), name=f"{name}-pdf"),
    ]


urlpatterns = [
    path("clientes/", chooser, name="customer-chooser"),
    path("clientes/agregar/", add, name="customer-add"),
    path("clientes/vinculos/<str:token>/", revoke_by_mail, name="customer-revoke"),
    # Fragments of the network's pages
    path(
        "clientes/fragmentos/transformador/<path:asset_id>/",
        fragments.transformer,
        name="customer-transformer-fragment",
    ),
    # Atención
    path("clientes/atencion/", attention.attention, name="attention"),
    path("clientes/atencion/apartados/", attention.set_aside, name="attention-set-aside"),
    path("clientes/atencion/sin-transformador/", attention.unfed, name="attention-unfed"),
    # A service
    path("clientes/<str:number>/quitar/", give_up, name="customer-give-up"),
    *page_and_pdf("general", general.general, "customer-general"),
    *page_and_pdf("usuario", general.user, "customer-user"),
    *page_and_pdf("tecnica", general.technical_page, "customer-technical"),
    *page_and_pdf("consumo", history.consumption, "customer-consumption"),
    *page_and_pdf("consumo/<month:month>", history.bill_detail, "customer-bill"),
    path("clientes/<str:number>/dte/<month:month>/", files.dte, name="customer-dte"),
    # EG
    *page_and_pdf("inyecciones", history.injections, "customer-injections"),
    *page_and_pdf("remanente", generation.remainder, "customer-remainder"),
    *page_and_pdf("medidor", generation.meter, "customer-meter"),
    *page_and_pdf("documentos", generation.documents, "customer-documents"),
    path("clientes/<str:number>/anexo/<month:month>/", files.annex, name="customer-annex"),
    path("clientes/<str:number>/documentos/<str:kind>/", files.document, name="customer-document"),
]
