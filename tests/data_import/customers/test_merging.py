"""Deliveries that follow each other: repeated, corrected, added to, taken in parts."""

import pytest

from accounts.models import User
from customers.models import (
    Bill,
    Charge,
    Delivery,
    Dte,
    EgShare,
    ReplacedRow,
    Service,
    ServiceLink,
    SetAside,
    StoredFile,
)
from customers.placement import services_without_transformer
from tests.data_import.customers.conftest import lines, versions
from tests.data_import.customers.deliveries import (
    DOCUMENTS,
    OTHER_PDF,
    PDF,
    bill,
    changed,
    charges,
    dte,
    find,
    only,
    reading,
    remainder,
    row,
    sound_delivery,
)
from tests.factories.customers import link

JANUARY = {"numero_cliente": "501", "mes": "2020-01"}


def changes(report) -> dict[str, tuple[int, int, int]]:
    """Added, replaced and removed rows of the tables where there are any."""
    found = {each["layer"]: (each["added"], each["replaced"], each["removed"]) for each in report.rows}
    return {table: numbers for table, numbers in found.items() if any(numbers)}


def test_all_of_a_sound_delivery_is_taken(load):
    report = load(sound_delivery())
    assert lines(report) == []
    assert changes(report) == {
        "clientes": (2, 0, 0),
        "servicios": (3, 0, 0),
        "boletas": (4, 0, 0),
        "cargos": (8, 0, 0),
        "dte": (2, 0, 0),
        "contratos_eg": (1, 0, 0),
        "repartos_eg": (2, 0, 0),
        "inyecciones": (2, 0, 0),
        "remanentes": (2, 0, 0),
        "lecturas": (2, 0, 0),
        "documentos_eg": (1, 0, 0),
        "ipc": (2, 0, 0),
    }
    delivery = Delivery.objects.get()
    assert [each["name"] for each in delivery.source_files][:2] == ["clientes.csv", "servicios.csv"]
    assert (delivery.report["result"], delivery.report["delivery"], delivery.report["documents"]) == (
        "taken",
        delivery.pk,
        3,
    )


def test_the_same_delivery_again_touches_no_row(load):
    load(sound_delivery())
    before = versions()
    report = load(sound_delivery())
    assert (lines(report), changes(report)) == ([], {})
    assert versions() == before
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize(
    ("separator", "codec"), [(";", "utf-8-sig"), (",", "latin-1"), (";", "cp1252"), ("\t", "utf-8"), (";", "utf-16")]
)
def test_the_same_in_another_hand_touches_no_row(load, separator, codec):
    load(sound_delivery())
    before = versions()
    assert changes(load(sound_delivery(), separator=separator, encode=lambda text: text.encode(codec))) == {}
    assert versions() == before


def test_the_same_in_another_decimal_style_touches_no_row(load):
    load(sound_delivery())
    before = versions()
    delivery = sound_delivery()
    for table, columns in (("lecturas", tuple(delivery["lecturas"][0])[2:8]), ("boletas", ("cargos_netos",))):
        for each in delivery[table]:
            each.update({name: in_chilean(each[name]) for name in columns})
    assert delivery["lecturas"][0]["consumo_actual"] == "13.176,0"
    report = load(delivery, separator=";")
    assert (lines(report), changes(report), versions()) == ([], {}, before)


def in_chilean(number: str) -> str:
    whole, _, decimals = number.partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")


def test_a_rehearsal_changes_nothing(load, files_root):
    report = load(sound_delivery(), dry_run=True)
    assert (changes(report)["boletas"], report.delivery, report.is_refused) == ((4, 0, 0), None, False)
    assert (Service.objects.count(), Delivery.objects.count(), list(files_root.rglob("*"))) == (0, 0, [])


def test_a_later_delivery_adds_a_month(load):
    load(sound_delivery())
    report = load({"boletas": [bill("501", "03-2020", 9)], "cargos": charges("501", "2020-03-01", 9)})
    assert (lines(report), changes(report)) == ([], {"boletas": (1, 0, 0), "cargos": (2, 0, 0)})
    assert Bill.objects.filter(service="501").count() == 3


def test_a_correction_keeps_the_row_as_it_was(load):
    load(sound_delivery())
    old = Bill.objects.get(service="501", month="2020-01-01")
    report = load({"boletas": [bill("501", "2020-01", 11)], "cargos": charges("501", "2020-01", 11)})
    assert changes(report) == {"boletas": (0, 1, 0), "cargos": (0, 1, 0)}
    new = Bill.objects.get(pk=old.pk)
    assert (new.consumption_kwh, new.net_charges_clp, new.iva_clp) == (11, 1600, 209)
    kept = ReplacedRow.objects.get(table="customers_bill")
    assert (kept.delivery_id, kept.service_number) == (report.delivery, "501")
    assert kept.row == {
        "id": old.pk,
        "service_id": "501",
        "month": "2020-01-01",
        "consumption_kwh": 10.0,
        "net_charges_clp": 1500,
        "iva_clp": 190,
        "issued_on": "2020-03-05",
    }


def test_charges_of_a_bill_that_come_no_more_are_removed_and_kept(load):
    load(sound_delivery())
    one = charges("501", "2020-01", 10)[1] | {"orden": "1"}
    report = load({"boletas": [bill("501", "2020-01", 10) | {"cargos_netos": "1000"}], "cargos": [one]})
    assert changes(report) == {"boletas": (0, 1, 0), "cargos": (0, 1, 1)}
    left = Charge.objects.filter(bill__service="501", bill__month="2020-01-01")
    assert list(left.values_list("position", "name", "amount_clp")) == [(1, "Energía", 1000)]
    kept = ReplacedRow.objects.filter(table="customers_charge").order_by("row__position")
    assert [(each.service_number, each.row["name"]) for each in kept] == [("501", "Cargo fijo"), ("501", "Energía")]


def test_an_optional_column_that_does_not_come_leaves_what_was(load):
    load(sound_delivery())
    delivery = {
        "boletas": [{key: value for key, value in bill("501", "2020-01", 10).items() if key != "fecha_emision"}]
    }
    assert changes(load(delivery)) == {}
    assert Bill.objects.get(service="501", month="2020-01-01").issued_on is not None


def test_two_bills_may_change_their_folios(load):
    load(sound_delivery())
    delivery = only("dte")
    first, second = delivery["dte"]
    first["folio"], second["folio"] = second["folio"], first["folio"]
    assert changes(load(delivery)) == {"dte": (0, 2, 0)}
    assert list(Dte.objects.order_by("bill__month").values_list("folio", flat=True)) == [9002, 9001]
    assert Dte.objects.get(folio=9002).file.sha256 == StoredFile.objects.get(name="boleta 9001.pdf").sha256


def test_a_folio_passes_to_another_service_with_a_corrected_file(load):
    load(sound_delivery())
    delivery = {"dte": [dte("501", "2020-02", 9005), dte("503", "2020-01", 9002, "b/boleta 9001.pdf")]}
    assert changes(load(delivery)) == {"dte": (1, 1, 0)}
    assert Dte.objects.get(folio=9002).bill.service_id == "503"


def test_a_document_of_other_content_is_a_new_file_and_the_old_one_stays(load, files_root):
    load(sound_delivery())
    old = StoredFile.objects.get(name="anexo.pdf")
    load(sound_delivery(), DOCUMENTS | {"anexo.pdf": OTHER_PDF})
    new = StoredFile.objects.filter(name="anexo.pdf").exclude(pk=old.pk).get()
    assert [(files_root / str(file.pk)[:2] / str(file.pk)).read_bytes() for file in (old, new)] == [PDF, OTHER_PDF]
    assert ReplacedRow.objects.get(table="customers_injection").row["annex_id"] == str(old.pk)


def test_what_a_service_set_aside_had_stays_until_it_comes_right(load):
    load(sound_delivery())
    before = versions()
    report = load(changed("boletas", JANUARY, iva="191", consumo_kwh="1"))
    assert {**versions(), "setaside": []} == {**before, "setaside": []}
    aside = SetAside.objects.get()
    assert (aside.service_number, aside.delivery_id) == ("501", report.delivery)
    assert aside.findings == [
        {
            "check": "iva",
            "layer": "boletas",
            "line": 2,
            "field": "iva",
            "value": "191",
            "reason": "el 19 % de los cargos afectos es 190",
        }
    ]
    load(sound_delivery())
    assert list(SetAside.objects.all()) == []


def test_a_contract_s_shares_are_corrected_together(load):
    load(sound_delivery())
    report = load({"repartos_eg": [row(contrato="502", servicio="502", fraccion="1")]})
    assert changes(report) == {"repartos_eg": (0, 1, 1)}
    assert list(EgShare.objects.values_list("service_id", "fraction")) == [("502", 1)]
    assert set(ReplacedRow.objects.values_list("table", "service_number")) == {("customers_egshare", "502")}


def test_the_months_before_are_looked_at_where_only_the_new_one_comes(load):
    load(sound_delivery())
    march = remainder("2020-03", "1502.30", 1431, 1435, 102768, 101333, 1435)
    lower = reading("2020-03", ("10", "2560.2", "2570.2"), ("10", "13644.0", "13654.0"))
    report = load({"remanentes": [march], "lecturas": [lower], "ipc": [row(mes="2020-03", variacion="0.003")]})
    assert lines(report) == [
        "remainder_chain: remanentes.csv, remanentes, fila 2, id 502: remanente_anterior = 1431: el acumulado de 02-2020 es 1430",
        "reading_chain: lecturas.csv, lecturas, fila 2, id 502: inyeccion_anterior = 2560.200: la actual de 02-2020 es 2561.200",
        "too_many_set_aside: servicios, servicios: se apartarían 1 de 1 servicios, más de la parte permitida (SET_ASIDE_SHARE)",
    ]


def test_months_of_zeros_are_months_without_data(load):
    delivery = sound_delivery()
    zero = {
        name: "0" for name in delivery["remanentes"][0] if name not in ("numero_cliente", "mes", "fecha_liquidacion")
    }
    delivery["remanentes"].append(find(delivery, "remanentes", mes="2020-02") | zero | {"mes": "2020-03"})
    no_injection = {"inyeccion_kwh": "0.00", "inyeccion_anterior": "0.00", "inyeccion_actual": "0.00", "mes": "2020-03"}
    consumption = {"consumo_kwh": "0", "consumo_anterior": "13644.0", "consumo_actual": "13644.0"}
    delivery["lecturas"].append(delivery["lecturas"][1] | no_injection | consumption)
    assert lines(load(delivery)) == []
    balance, meter = (
        Service.objects.get(number="502").remainders.get(month="2020-03-01"),
        Service.objects.get(number="502").readings.get(month="2020-03-01"),
    )
    assert (balance.injection_kwh, balance.price_clp_per_kwh, balance.accumulated_clp) == (None, None, None)
    assert (meter.injection_kwh, meter.injection_now_kwh, meter.consumption_kwh) == (None, None, 0)


def test_services_whose_transformer_is_gone_are_listed(load):
    report = load(changed("servicios", {"numero_cliente": "501"}, transformador="T9"))
    assert report.without_transformer == ["501"]
    assert list(services_without_transformer().values_list("number", flat=True)) == ["501"]


def test_links_of_the_former_holder_end_with_a_new_one_and_no_others(load):
    load(sound_delivery())
    carla = User.objects.create_user("33333333-3")
    for number in ("501", "502"):
        link(carla, Service.objects.get(number=number))
    services = only("servicios")
    find(services, "servicios", numero_cliente="501")["rut"] = "22222222-2"
    find(services, "servicios", numero_cliente="502")["direccion"] = "Camino Trapi km 4"
    assert changes(load(services)) == {"servicios": (0, 2, 0)}
    assert list(ServiceLink.objects.filter(revoked_at=None).values_list("service_id", flat=True)) == ["502"]
    link(carla, Service.objects.get(number="501"))
    load(services)
    assert ServiceLink.objects.filter(revoked_at=None).count() == 2, "the new holder's link stays"


def test_two_overlong_numbers_that_begin_alike_are_set_aside_as_one_again_and_again(load, settings):
    settings.SET_ASIDE_SHARE = 0.5
    long = "5" * 20
    delivery = sound_delivery()
    delivery["boletas"] += [bill(f"{long}{last}", "2020-01", 3) for last in "12"]
    for _ in range(2):
        report = load(delivery)
        assert report.set_aside == [f"{long}1", f"{long}2"]
        aside = SetAside.objects.get()
        assert (aside.service_number, [each["line"] for each in aside.findings]) == (long, [6, 7])
