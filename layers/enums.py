"""Closed lists of the network's words. Values are what files, database and API hold; labels are what people read."""

from django.db.models import TextChoices


class VoltageClass(TextChoices):
    MEDIUM = "AT", "AT (media tensión)"
    LOW = "BT", "BT (baja tensión)"


class TransformerType(TextChoices):
    SINGLE_PHASE = "MONOFASICO", "Monofásico"
    TWO_PHASE = "BIFASICO", "Bifásico"
    THREE_PHASE = "TRIFASICO", "Trifásico"


class EquipmentType(TextChoices):
    BREAKER = "interruptor", "Interruptor"
    RECLOSER = "reconectador", "Reconectador"
    SECTIONALISER = "seccionalizador", "Seccionalizador"
    SWITCH = "desconectador", "Desconectador"
    FUSE = "fusible", "Fusible"
    BYPASS = "bypass", "Bypass"
    REGULATOR = "regulador", "Regulador de tensión"
    CAPACITOR = "condensador", "Condensador"
    METER = "medidor", "Medidor"
    OTHER = "otro", "Otro equipo"


#: Equipment that hangs from one node to earth instead of joining two.
SHUNT_EQUIPMENT = (EquipmentType.CAPACITOR, EquipmentType.METER)


class SwitchState(TextChoices):
    OPEN = "abierto", "Abierto"
    CLOSED = "cerrado", "Cerrado"


class GenerationTechnology(TextChoices):
    PHOTOVOLTAIC = "fotovoltaica", "Solar fotovoltaica"
    HYDRO = "hidraulica", "Hidráulica"
    WIND = "eolica", "Eólica"
    BIOMASS = "biomasa", "Biomasa"
    THERMAL = "termica", "Térmica"
    STORAGE = "almacenamiento", "Almacenamiento"
    OTHER = "otra", "Otra"


class GeneratorState(TextChoices):
    OPERATING = "operacion", "En operación"
    ACCEPTED = "aceptado", "Con informe de criterios de conexión vigente"
    PENDING = "en_proceso", "En proceso de conexión"


class DemandUnit(TextChoices):
    KILOWATT = "kW", "kW"
    KILOWATT_HOUR = "kWh", "kWh"


class DemandSource(TextChoices):
    MEASURED = "measured", "Medida"
    ESTIMATED = "estimated", "Estimada"


class Layer(TextChoices):
    """Ids of the public layers, as they stand in addresses."""

    SUBSTATIONS = "subestaciones", "Subestaciones"
    FEEDERS = "alimentadores", "Alimentadores"
    POLES = "postes", "Postes"
    SPANS = "vanos", "Vanos"
    TRANSFORMERS = "transformadores", "Transformadores"
    EQUIPMENT = "equipos", "Equipos"
    GENERATORS = "generadores", "Generadores"
    COMUNAS = "comunas", "Comunas"
