"""What is written about the layouts is what the import takes."""

from django.apps import apps

from data_import.customers.checks import CHECKS, ELSEWHERE
from data_import.customers.tables import TABLES
from data_import.management.commands.delivery_layout import PATH, document
from data_import.statements import FOLDER


def test_the_documentation_is_the_description():
    assert PATH.read_text(encoding="utf-8") == document(), "run manage.py delivery_layout"


def test_every_column_has_its_place_in_the_database():
    models = {model._meta.db_table: model for model in apps.get_app_config("customers").get_models()}
    for table in TABLES:
        columns = {field.column for field in models[table.model]._meta.concrete_fields}
        targets = {column.target for column in table.columns}
        assert targets - {"service_id", "month"} <= columns, table.name


def test_every_check_has_its_query():
    files = {path.stem for path in (FOLDER / "customers" / "checks").glob("*.sql")}
    asked = {check.query or check.key for check in CHECKS.values() if check.key not in ELSEWHERE}
    assert asked - {"too_many_set_aside"} == files
