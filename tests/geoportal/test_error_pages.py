import re

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from geoportal.error_pages import server_error


@pytest.fixture
def request_that_failed(rf: RequestFactory) -> HttpRequest:
    return rf.get("/cualquiera/")


def test_a_fault_gives_a_number_to_quote_that_stands_in_the_log(request_that_failed, caplog):
    response = server_error(request_that_failed)
    assert response.status_code == 500
    reference = re.search(r"<strong>(\w{8})</strong>", response.content.decode())[1]
    assert reference in caplog.text


def test_a_fault_needs_no_database(request_that_failed, caplog):
    # No django_db mark: a query would fail this test.
    assert "Inténtelo otra vez" in server_error(request_that_failed).content.decode()
