from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "capacity"
    verbose_name = "Capacidad de conexión"

    def ready(self) -> None:
        from capacity.map_layers import CAPACITY, KIND, SYMBOLS
        from layers import catalogue, kinds, menu, styles

        catalogue.register(CAPACITY)
        kinds.register(CAPACITY.id, KIND)
        styles.register(CAPACITY.id, SYMBOLS)
        menu.register(menu.Entry("Capacidad", "capacity"))
