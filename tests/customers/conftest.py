import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture(autouse=True)
def customer_files(settings, tmp_path):
    settings.CUSTOMER_FILES_ROOT = tmp_path / "customer_files"
    return settings.CUSTOMER_FILES_ROOT


@pytest.fixture
def ana(db) -> User:
    return User.objects.create_user("11111111-1", first_name="Ana", paternal_surname="Soto", email="ana@example.com")


@pytest.fixture
def berta(db) -> User:
    return User.objects.create_user("22222222-2", first_name="Berta", paternal_surname="Pino", email="b@example.com")


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
