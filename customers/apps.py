from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "customers"
    verbose_name = "Clientes"

    def ready(self) -> None:
        from accounts import dashboard, groups, personal_data
        from customers.access import READ_ANY, may_read_any
        from customers.number_search import BY_NUMBER
        from customers.personal_data import Services
        from layers import fragments, quick_ways
        from layers.enums import Layer

        groups.register("atención", [READ_ANY])
        heading = "Portal de información pública"
        dashboard.register(dashboard.Tile(heading, "Buscar información – Perfil cliente", "customer-chooser"))
        dashboard.register(dashboard.Tile("Atención de clientes", "Buscar un servicio", "attention", may_read_any))
        personal_data.register(Services())
        quick_ways.register(BY_NUMBER)
        fragments.register(Layer.TRANSFORMERS, "customer-transformer-fragment")
