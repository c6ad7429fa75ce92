from django.db.models import TextChoices


class CriterionKey(TextChoices):
    """What is weighed at a node; `capacity.criteria` says how."""

    THERMAL = "thermal", "Capacidad de conductores y equipos"
    RISE = "voltage_rise", "Alza de tensión por toda la generación"
    CEILING = "voltage_max", "Tensión máxima"
    STEP = "voltage_step", "Variación de tensión al conectar"
    TRANSFORMER = "transformer", "Potencia del transformador"
    SUBSTATION = "substation", "Potencia de la subestación"
    PHASES = "phases", "Fases disponibles"
    SIZE = "size", "Tamaño máximo legal"
    STEP_SCREEN = "step_screen", "Variación de tensión, fórmula de la norma"
    SHORT_CIRCUIT_SCREEN = "short_circuit_screen", "Aporte al cortocircuito, fórmula de la norma"
    REVERSE_FLOW_SCREEN = "reverse_flow_screen", "Flujo inverso en la cabecera"


class Confidence(TextChoices):
    HIGH = "alta", "Alta: todo se conoce"
    MIDDLE = "media", "Media: se supuso algo de la red"
    LOW = "baja", "Baja: se supuso la demanda, o falta un dato"
