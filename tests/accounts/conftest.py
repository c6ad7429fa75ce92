import pytest
from django.utils import timezone

from accounts.models import User
from tests.accounts.people import ANA, BERTA, CARLA, MARTA, somebody


@pytest.fixture(autouse=True)
def quick_hashes(settings) -> None:
    """Argon2 is slow on purpose; the tests of how long an answer takes set it again."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ana(db) -> User:
    return somebody(ANA, "Ana", email_confirmed_at=timezone.now())


@pytest.fixture
def berta(db) -> User:
    return somebody(BERTA, "Berta", email_confirmed_at=timezone.now())


@pytest.fixture
def carla(db) -> User:
    return somebody(CARLA, "Carla", is_staff=True)


@pytest.fixture
def marta(db) -> User:
    return somebody(MARTA, "Marta", is_staff=True, is_superuser=True)
