"""The tables of a delivery, each column described once: the import, the templates and the documentation are made from this."""

from customers.enums import DocumentKind, DteType, MeterEvent, Modality, SettlementForm, SettlementFrequency
from data_import.customers.columns import Column, Table
from layers.enums import GenerationTechnology

SERVICE = Column(
    "numero_cliente",
    "service_id",
    "service",
    "Número de cliente (servicio), como en la boleta: letras sin tilde, números, punto y guion",
    "90001",
    True,
    length=20,
)
MONTH = Column("mes", "month", "month", "Mes al que corresponde la fila", "2020-01", True)


def kwh(name: str, target: str, meaning: str, example: str, *, may_fall: bool = True) -> Column:
    return Column(name, target, "number", f"{meaning} [kWh]; vacío si no hay dato", example, may_fall=may_fall)


def pesos(name: str, target: str, meaning: str, example: str, *, required: bool = False) -> Column:
    return Column(name, target, "pesos", f"{meaning} [$]", example, required)


CUSTOMERS = Table(
    "clientes",
    "customers_customer",
    "Quiénes tienen servicios.",
    ("rut",),
    (
        Column("rut", "rut", "rut", "RUT del titular", "11.111.111-1", True, length=12),
        Column("nombre", "name", "text", "Nombre o razón social", "Ana Soto Díaz", True),
        Column(
            "correo", "email", "text", "Correo al que se avisa de cada vínculo", "ana@example.com", False, 254, empty=""
        ),
    ),
)
SERVICES = Table(
    "servicios",
    "customers_service",
    "Un servicio (empalme) por fila.",
    ("numero_cliente",),
    (
        Column("numero_cliente", "number", "service", SERVICE.meaning, "90001", True, length=20),
        Column(
            "rut",
            "customer_id",
            "rut",
            "RUT del titular, que está en clientes; si cambia, terminan los accesos de las cuentas que veían el servicio",
            "11.111.111-1",
            True,
            length=12,
        ),
        Column("direccion", "address", "text", "Dirección del suministro", "Camino Pilmaiquén km 3", empty=""),
        Column("comuna", "comuna_code", "text", "Código único territorial de la comuna", "14204", False, 5, empty=""),
        Column(
            "capacidad_empalme_kva",
            "connection_capacity_kva",
            "number",
            "Capacidad del empalme [kVA]",
            "15",
            may_fall=False,
        ),
        Column(
            "transformador", "transformer_id", "text", "Número del transformador que lo alimenta", "328250", length=64
        ),
        Column("fecha_facturacion", "billed_on", "date", "Fecha de la última facturación", "31-08-2020"),
        Column("activo", "is_active", "flag", "Si el servicio está activo; vacío es SI", "SI", empty=True),
    ),
)
BILLS = Table(
    "boletas",
    "customers_bill",
    "Una fila por servicio y mes.",
    ("numero_cliente", "mes"),
    (
        SERVICE,
        MONTH,
        kwh("consumo_kwh", "consumption_kwh", "Consumo del mes", "40", may_fall=False),
        pesos("cargos_netos", "net_charges_clp", "Suma de los cargos, sin IVA", "800"),
        pesos("iva", "iva_clp", "19 % de los cargos afectos, redondeado al peso", "152"),
        Column("fecha_emision", "issued_on", "date", "Fecha de emisión", "05-02-2020"),
    ),
)
CHARGES = Table(
    "cargos",
    "customers_charge",
    "Los cargos de cada boleta. Los de una boleta se entregan completos: reemplazan a los anteriores.",
    ("numero_cliente", "mes", "orden"),
    (
        SERVICE,
        MONTH,
        Column(
            "orden", "position", "count", "Lugar del cargo en la boleta, desde 1", "1", True, digits=4, may_fall=False
        ),
        Column("cargo", "name", "text", "Nombre del cargo", "Uso del sistema de transmisión", True, length=120),
        Column("cantidad", "quantity", "number", "Cantidad, si el cargo la tiene", "40"),
        Column("unidad", "quantity_unit", "text", "Unidad de la cantidad", "kWh", length=8, empty=""),
        Column("precio_unitario", "unit_price_clp", "number", "Precio unitario [$]", "20,0", digits=10, places=4),
        pesos("monto", "amount_clp", "Monto; cantidad × precio redondeado al peso", "800", required=True),
        Column("afecto", "is_taxable", "flag", "Si el cargo está afecto a IVA", "SI", True),
    ),
    whole=("numero_cliente", "mes"),
)
DTES = Table(
    "dte",
    "customers_dte",
    "El documento tributario electrónico de cada boleta.",
    ("numero_cliente", "mes"),
    (
        SERVICE,
        MONTH,
        Column(
            "tipo",
            "document_type",
            "code",
            "Tipo de DTE",
            "39",
            True,
            codes=tuple(map(str, DteType.values)),
            cast="smallint",
        ),
        Column("folio", "folio", "count", "Folio", "123456", True, digits=15, may_fall=False),
        pesos("monto_total", "total_clp", "Total del documento, con IVA", "952", required=True),
        Column("documento", "file_id", "document", "El PDF", "boleta-123456.pdf"),
    ),
)
CONTRACTS = Table(
    "contratos_eg",
    "customers_egcontract",
    "Contratos de equipamiento de generación (EG).",
    ("numero_cliente",),
    (
        SERVICE,
        Column(
            "modalidad",
            "modality",
            "code",
            "Modalidad; vacío es individual",
            "individual",
            codes=tuple(Modality.values),
            empty=str(Modality.INDIVIDUAL),
        ),
        Column(
            "forma_liquidacion",
            "settlement_form",
            "code",
            "Forma de liquidación",
            "documento_nominativo",
            True,
            codes=tuple(SettlementForm.values),
        ),
        Column(
            "frecuencia",
            "settlement_frequency",
            "code",
            "Frecuencia de la liquidación",
            "anual",
            True,
            codes=tuple(SettlementFrequency.values),
        ),
        Column(
            "tecnologia",
            "technology",
            "code",
            "Tecnología",
            "fotovoltaica",
            codes=tuple(GenerationTechnology.values),
            empty="",
        ),
        Column("capacidad_instalada_kw", "installed_kw", "number", "Capacidad instalada [kW]", "5,5", may_fall=False),
        Column("capacidad_inyectar_kw", "injectable_kw", "number", "Capacidad a inyectar [kW]", "5,0", may_fall=False),
        Column("vigente_desde", "started_on", "date", "Fecha desde la que rige", "01-06-2018"),
    ),
)
SHARES = Table(
    "repartos_eg",
    "customers_egshare",
    "Qué parte de las inyecciones de un contrato se abona a cada servicio. Los de un contrato se entregan completos.",
    ("contrato", "servicio"),
    (
        Column("contrato", "contract_id", "service", "Número de cliente del contrato EG", "90001", True, length=20),
        Column("servicio", "service_id", "service", "Número de cliente que recibe el abono", "90001", True, length=20),
        Column("fraccion", "fraction", "number", "Fracción, de 0 a 1; las de un contrato suman 1", "1", True, 6, 1, 5),
    ),
    whole=("contrato",),
)
INJECTIONS = Table(
    "inyecciones",
    "customers_injection",
    "Inyección mensual de cada EG y su anexo.",
    ("numero_cliente", "mes"),
    (
        SERVICE,
        MONTH,
        kwh("inyeccion_kwh", "injection_kwh", "Energía inyectada", "266,9", may_fall=False),
        Column("anexo", "annex_id", "document", "El anexo de la inyección", "anexo-90001-2020-01.pdf"),
    ),
)
REMAINDERS = Table(
    "remanentes",
    "customers_remainder",
    "Balance mensual de cada EG. Una fila con todo en 0 es un mes sin dato.",
    ("numero_cliente", "mes"),
    (
        SERVICE,
        MONTH,
        kwh("inyeccion_kwh", "injection_kwh", "Energía inyectada", "100,0", may_fall=False),
        Column(
            "precio_inyeccion",
            "price_clp_per_kwh",
            "number",
            "Valor de la inyección [$/kWh], con todos sus decimales",
            "67,452",
            digits=7,
            places=5,
        ),
        pesos("remanente_anterior", "previous_clp", "Acumulado del mes anterior", "1000"),
        pesos("remanente_ajustado", "adjusted_clp", "Anterior × (1 + IPC del mes)", "1006"),
        pesos("disponible_descuento", "available_clp", "Inyección × precio + ajustado", "7751"),
        pesos("descuento_aplicado", "applied_clp", "Lo descontado en la boleta", "6745"),
        pesos("remanente_acumulado", "accumulated_clp", "Disponible − aplicado − liquidado", "1006"),
        Column("fecha_liquidacion", "settled_on", "date", "Fecha de liquidación", ""),
        pesos("monto_liquidacion", "settlement_clp", "Monto liquidado", "0"),
    ),
)
READINGS = Table(
    "lecturas",
    "customers_reading",
    "Lecturas mensuales del medidor. Inyección y sus lecturas todas en 0 es un mes sin dato.",
    ("numero_cliente", "mes"),
    (
        SERVICE,
        MONTH,
        kwh("inyeccion_kwh", "injection_kwh", "Energía inyectada", "94,5", may_fall=False),
        kwh("inyeccion_anterior", "injection_before_kwh", "Lectura anterior de la inyección", "2313,5"),
        kwh("inyeccion_actual", "injection_now_kwh", "Lectura actual de la inyección", "2408,0"),
        kwh("consumo_kwh", "consumption_kwh", "Energía consumida", "619,0", may_fall=False),
        kwh("consumo_anterior", "consumption_before_kwh", "Lectura anterior del consumo", "12557,0"),
        kwh("consumo_actual", "consumption_now_kwh", "Lectura actual del consumo", "13176,0"),
        Column(
            "evento",
            "event",
            "code",
            "Por qué la lectura actual puede ser menor",
            "",
            codes=tuple(MeterEvent.values),
            empty="",
        ),
    ),
)
DOCUMENTS = Table(
    "documentos_eg",
    "customers_egdocument",
    "Los documentos de cada EG.",
    ("numero_cliente", "tipo"),
    (
        SERVICE,
        Column("tipo", "kind", "code", "Qué documento es", "contrato", True, codes=tuple(DocumentKind.values)),
        Column("documento", "file_id", "document", "El PDF", "contrato-90001.pdf", True),
    ),
)
PRICE_INDEX = Table(
    "ipc",
    "customers_priceindex",
    "Variación mensual del IPC.",
    ("mes",),
    (
        Column("mes", "month", "month", "Mes", "2020-01", True),
        Column("variacion", "variation", "number", "Variación como fracción: 0,006 es 0,6 %", "0,006", True, 8, 2, 5),
    ),
)
#: In the order in which they are merged.
TABLES = (
    CUSTOMERS,
    SERVICES,
    BILLS,
    CHARGES,
    DTES,
    CONTRACTS,
    SHARES,
    INJECTIONS,
    REMAINDERS,
    READINGS,
    DOCUMENTS,
    PRICE_INDEX,
)
