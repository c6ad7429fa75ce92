from django.apps import AppConfig


class LayersConfig(AppConfig):
    name = "layers"
    verbose_name = "Red eléctrica"

    def ready(self) -> None:
        from layers.menu import register
        from layers.network_layers import register_network
        from layers.rooms import ENTRIES

        register_network()
        register(*ENTRIES)
