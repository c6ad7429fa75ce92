import pytest
from django.templatetags.static import static
from django.test import Client


@pytest.mark.django_db
def test_a_browser_that_asks_for_an_icon_is_sent_to_ours(client: Client):
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("img/favicon.svg"))
    assert answer["Cache-Control"] == "public, max-age=86400"
