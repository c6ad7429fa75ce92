from django.apps import AppConfig


class DataImportConfig(AppConfig):
    name = "data_import"
    verbose_name = "Carga de datos"

    def ready(self) -> None:
        from accounts import dashboard, groups
        from data_import.desk.access import PERMISSION, may_publish
        from layers.menu import Entry, register

        groups.register("publicación", [PERMISSION])
        dashboard.register(dashboard.Tile("Red", "Publicar la red", "publish", may_publish))
        register(Entry("Publicar", "publish", for_user=may_publish))
