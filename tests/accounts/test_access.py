"""The doors of accounts.access, the groups they ask for, and what each person is shown of what lies behind."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory
from django.views import View

from accounts.access import staff_with
from accounts.groups import renew_groups
from accounts.models import User
from tests.accounts.people import browser_of, somebody
from tests.layers.views.reading import read, words

DESK, PUBLISH = "/escritorio/", "/publicar/"


def member(rut: str, name: str, group: str) -> User:
    user = somebody(rut, name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def pablo(db) -> User:
    return member("55555555-5", "Pablo", "publicación")


def tiles(user: User) -> list[tuple[str, str]]:
    page = read(browser_of(user), DESK)
    return [(words(part.find("h2")), words(tile.find("span"))) for part in page.all("part") for tile in part.iter("li")]


def menu(client: Client) -> set[str]:
    return {words(link) for links in read(client, "/glosario/").all("header-links") for link in links.iter("a")}


@pytest.mark.parametrize("address", [DESK, PUBLISH, "/cuenta/clave/", "/cuenta/datos/?x=1&y=2"])
def test_strangers_are_led_to_the_sign_in_and_nothing_of_it_is_kept(address, client, db):
    answer = client.get(address)
    going_on = address.replace("?", "%3F").replace("=", "%3D").replace("&", "%26")
    assert (answer.status_code, answer["Location"]) == (302, f"/cuenta/ingreso/?next={going_on}")
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "address", [DESK, "/cuenta/datos/", "/cuenta/ingreso/codigo/", "/cuenta/segundo-factor/qr.svg"]
)
def test_no_cache_keeps_what_is_ones_own(address, ana):
    answer = browser_of(ana).get(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/cuenta/datos/?x=1", "/cuenta/datos/"),
        ("https://trampa.example/cuenta/datos/", DESK),
        ("", DESK),
    ],
)
def test_who_sends_a_form_after_the_session_is_over_comes_back_to_its_page(page, back, ana):
    client = browser_of(ana)
    ana.sessions.all().delete()
    answer = client.post("/cuenta/datos/sesiones/", headers={"referer": page})
    assert (answer.status_code, answer["Location"]) == (302, f"/cuenta/ingreso/?next={back}")


def test_without_the_permission_the_address_does_not_exist(ana, carla, pablo, network):
    assert [browser_of(user).get(PUBLISH).status_code for user in (ana, carla, pablo)] == [404, 404, 200]


def test_a_permission_without_being_staff_opens_nothing(ana):
    ana.groups.add(Group.objects.get(name="publicación"))
    assert browser_of(ana).get(PUBLISH).status_code == 404


def test_who_leaves_a_group_is_out_at_the_next_page(pablo, network):
    client = browser_of(pablo)
    assert client.get(PUBLISH).status_code == 200
    pablo.groups.clear()
    assert client.get(PUBLISH).status_code == 404


def test_the_door_fits_views_made_of_classes(pablo, ana, network):
    class Page(View):
        def get(self, request) -> HttpResponse:
            return HttpResponse("dentro")

    door = staff_with("data_import.publish_network")(Page.as_view())
    request = RequestFactory().get("/")
    request.user = pablo
    assert (door(request).content, door(request)["Cache-Control"]) == (b"dentro", "private, no-store")
    request.user = ana
    with pytest.raises(Http404):
        door(request)


def test_each_is_shown_the_rooms_they_can_use(ana, carla, pablo):
    public = ("Portal de información pública", "Buscar información – Perfil público")
    own = ("Portal de información pública", "Buscar información – Perfil cliente")
    admin = ("Administración", "Cuentas y registros")
    assert tiles(ana) == [public, own]
    assert tiles(carla) == [public, own, admin]
    assert [each for each in tiles(pablo) if each not in (public, own, admin)] == [("Red", "Publicar la red")]


def test_the_menu_has_an_entry_for_those_alone_who_can_use_it(ana, pablo, client, network):
    seen = {"visitor": menu(client), "Ana": menu(browser_of(ana)), "Pablo": menu(browser_of(pablo))}
    assert seen["Ana"] - seen["visitor"] == {"Escritorio"}
    assert seen["Pablo"] - seen["visitor"] == {"Escritorio", "Publicar"}
    assert seen["visitor"] < seen["Ana"]


def test_groups_hold_what_the_apps_say_no_more_and_no_less(db):
    group = Group.objects.get(name="publicación")
    right = list(group.permissions.values_list("content_type__app_label", "codename"))
    assert right == [("data_import", "publish_network")]
    group.permissions.set([Permission.objects.get(codename="delete_user")])
    renew_groups(apps.get_app_config("accounts"))
    assert list(group.permissions.values_list("content_type__app_label", "codename")) == right


def test_a_migration_makes_the_groups_again(db):
    Group.objects.all().delete()
    call_command("migrate", "accounts", verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == {"publicación", "atención", "planificación"}


def test_force_login_signs_in_without_the_lock_out_in_the_way(ana):
    client = Client()
    client.force_login(ana)
    assert client.get(DESK).status_code == 200
