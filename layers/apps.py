from django.apps import AppConfig


class LayersConfig(AppConfig):
    name = "layers"
    verbose_name = "Red eléctrica"

    def ready(self) -> None:
        from layers.network_layers import register_network

        register_network()
