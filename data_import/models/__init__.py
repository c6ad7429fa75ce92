from data_import.models.delivery import DeliveredFile, Delivery
from data_import.models.event import PublishingEvent
from data_import.models.outcome import RunChange, RunFinding
from data_import.models.run import Run

__all__ = ["DeliveredFile", "Delivery", "PublishingEvent", "Run", "RunChange", "RunFinding"]
