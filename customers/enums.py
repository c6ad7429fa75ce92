"""Closed lists of the billing system's words. Values are what files and database hold; labels are what people read."""

from django.db.models import IntegerChoices, TextChoices


class DteType(IntegerChoices):
    """Kinds of electronic tax document that a bill may have, by the tax service's own code."""

    INVOICE = 33, "Factura electrónica"
    EXEMPT_INVOICE = 34, "Factura exenta electrónica"
    RECEIPT = 39, "Boleta electrónica"
    EXEMPT_RECEIPT = 41, "Boleta exenta electrónica"


class Modality(TextChoices):
    INDIVIDUAL = "individual", "Individual"
    REMOTE = "remota", "Individual con descuentos remotos"
    JOINT = "conjunta", "Conjunta"


class SettlementForm(TextChoices):
    NAMED_DOCUMENT = "documento_nominativo", "Documento nominativo"
    TRANSFER = "transferencia", "Transferencia"


class SettlementFrequency(TextChoices):
    MONTHLY = "mensual", "Mensual"
    QUARTERLY = "trimestral", "Trimestral"
    HALF_YEARLY = "semestral", "Semestral"
    YEARLY = "anual", "Anual"


class DocumentKind(TextChoices):
    """The documents of an EG, in the order of the screen."""

    CONTRACT = "contrato", "Copia contrato"
    PROTOCOL = "protocolo", "Copia protocolo conexión"
    LOCATION = "ubicacion", "Copia ubicación"
    STUDY = "estudio", "Estudio de conexión"


class MeterEvent(TextChoices):
    """Why the reading now may be lower than the one before."""

    CHANGED = "cambio", "Cambio de medidor"
    ROLLED_OVER = "vuelta", "El medidor dio la vuelta"


class Proof(TextChoices):
    BILL = "boleta", "Folio y monto de una boleta"
    STAFF = "atencion", "Comprobado en oficina"
    DEMO = "demo", "Cuenta de demostración"
