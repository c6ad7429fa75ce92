from django.apps import AppConfig


class DataImportConfig(AppConfig):
    name = "data_import"
    verbose_name = "Carga de datos"
