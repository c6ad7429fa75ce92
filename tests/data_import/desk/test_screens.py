"""The desk's pages as Marta meets them, and that nobody else meets them."""

import json
import re
import shutil

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from data_import.desk.runs import order_publication, order_trial
from data_import.desk.urls import urlpatterns
from data_import.models import Delivery, PublishingEvent, Run
from layers.models import Publication
from tests.data_import.deliveries import grown, row_of, sound_network
from tests.data_import.desk.conftest import done
from tests.layers.views.crawler import faults
from tests.layers.views.reading import parse

CSV = b"id,name\n1,uno\n"
TOML = b'title = "Mio"\n[source\n'


@pytest.fixture
def desk_client(marta) -> Client:
    """Marta's browser, with the protection against forged forms as it is for everybody."""
    marta.user_permissions.add(Permission.objects.get(codename="publish_network"))
    client = Client(enforce_csrf_checks=True)
    client.force_login(marta)
    return client


def token(client: Client) -> str:
    page = client.get("/publicar/").content.decode()
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]


def post(client: Client, address: str, **fields):
    return client.post(address, {"csrfmiddlewaretoken": token(client), **fields})


def alert(response) -> str:
    """The sentence a page gives beside its form."""
    found = re.search(r'role="alert"><svg.*?</svg><span>(.*?)</span>', response.content.decode(), re.S)
    return found[1] if found else ""


def damaged() -> dict:
    network = sound_network()
    row_of(network, "vanos", "V2")["from_node"] = "NADA"
    row_of(network, "equipos", "E1")["feeder_id"] = "=1+1"
    return network


def addresses(run: Run) -> list[str]:
    numbers = {"publish-delivery": [run.delivery_id], "publish-return": [1]}
    files = {"publish-piece": [run.delivery_id, 1], "publish-finish": [run.delivery_id]}
    return [
        reverse(each.name, args=(numbers | files).get(each.name, [run.pk] if "<int" in str(each.pattern) else []))
        for each in urlpatterns
    ]


# Who


def test_nobody_without_an_account_gets_in(tried, client):
    run = tried(sound_network())
    for address in addresses(run):
        for answer in (client.get(address), client.post(address), client.put(address)):
            assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, "/cuenta/ingreso/")
    assert Run.objects.count() == 1


def test_an_account_without_the_group_finds_nothing_there(tried, client):
    run = tried(sound_network())
    client.force_login(User.objects.create_user("22222222-2"))
    for address in addresses(run):
        assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert Run.objects.count() == 1


def test_the_menu_shows_the_entry_to_those_who_may(desk_client, client):
    link = '<a href="/publicar/"'
    assert link in desk_client.get("/subestaciones/").content.decode()
    assert link not in client.get("/subestaciones/").content.decode()


def test_every_page_is_private_sound_and_has_its_own_title(desk_client, tried):
    passed, refused = tried(grown(3)), tried(damaged())
    pages = [
        "/publicar/",
        "/publicar/publicaciones/",
        "/publicar/publicaciones/1/volver/",
        f"/publicar/entregas/{passed.delivery_id}/",
        *(f"/publicar/ensayos/{run.pk}/{rest}" for run in (passed, refused) for rest in ("", "hallazgos/", "cambios/")),
        f"/publicar/ensayos/{passed.pk}/publicar/",
    ]
    titles = []
    for address in pages:
        answer = desk_client.get(address)
        read = parse(answer.content.decode(), answer.status_code)
        assert faults(address, read) == []
        assert answer.headers["Cache-Control"] == "private, no-store"
        titles.append(read.title)
    assert len(set(titles)) == len(pages)


@pytest.mark.parametrize(
    "address",
    [
        "/publicar/ensayos/9999/",
        "/publicar/entregas/9999/",
        "/publicar/publicaciones/9999/volver/",
        f"/publicar/ensayos/{2**70}/",
    ],
)
def test_what_is_not_there_is_said(desk_client, address):
    assert desk_client.get(address).status_code == 404


def test_forged_forms_are_refused(desk_client, tried):
    run = tried(grown(1))
    for address in ("/publicar/", f"/publicar/ensayos/{run.pk}/publicar/", "/publicar/publicaciones/1/volver/"):
        assert desk_client.post(address, {"files": SimpleUploadedFile("a.csv", CSV)}).status_code == 403
    assert desk_client.put(f"/publicar/entregas/{run.delivery_id}/archivos/1/?desde=0", b"x").status_code == 403
    assert (Run.objects.count(), Delivery.objects.count(), PublishingEvent.objects.count()) == (1, 1, 0)


# Uploading


def test_a_plain_form_brings_files_in(desk_client, marta):
    answer = post(
        desk_client, "/publicar/", files=[SimpleUploadedFile("../../vanos.csv", CSV), SimpleUploadedFile("b.csv", CSV)]
    )
    delivery = Delivery.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/publicar/entregas/{delivery.pk}/")
    assert [file.name for file in delivery.files.all()] == ["vanos.csv", "b.csv"]
    assert delivery.created_by == marta


def test_a_form_without_a_file_is_told_so(desk_client):
    answer = post(desk_client, "/publicar/")
    assert (answer.status_code, alert(answer)) == (400, "Elija al menos un archivo.")


def test_a_body_that_is_too_large_is_not_taken_apart(desk_client, settings):
    settings.DELIVERY_MAX_MB = 1
    answer = post(desk_client, "/publicar/", files=[SimpleUploadedFile("a.csv", b"x" * (3 << 20))])
    assert answer.status_code == 413
    assert "Lo enviado pesa más de lo que se recibe de una vez (2 MB)." in answer.content.decode()
    assert Delivery.objects.count() == 0


def test_where_there_is_no_room_a_form_is_not_even_looked_into(desk_client, settings):
    """Looking for its token would write its files to the disk: without one, the answer is still that there is no room."""
    settings.DELIVERY_FREE_MB = shutil.disk_usage("/").total >> 20
    answer = desk_client.post("/publicar/", {"files": SimpleUploadedFile("a.csv", CSV)})
    assert answer.status_code == 507
    assert "No queda espacio en el servidor para estos archivos" in answer.content.decode()
    assert desk_client.get("/publicar/").status_code == 200


def test_files_that_are_too_large_together_are_said_to_be(desk_client, settings):
    settings.DELIVERY_MAX_MB = 1
    answer = post(desk_client, "/publicar/", files=[SimpleUploadedFile("a.csv", b"x" * 1_500_000)])
    assert (answer.status_code, alert(answer)) == (
        413,
        "La entrega pesa 1 MB y se reciben hasta 1 MB: comprímala en un ZIP o súbala por partes.",
    )


def send(client: Client, address: str, body: bytes | str, method: str = "put"):
    headers = {"X-CSRFToken": token(client)}
    answer = getattr(client, method)(address, body, content_type="application/octet-stream", headers=headers)
    return answer.status_code, answer.json()


def test_a_script_brings_a_file_in_by_pieces(desk_client, desk):
    status, opened = send(
        desk_client, "/publicar/entregas/", json.dumps({"files": [{"name": "a.csv", "size": 14}]}), "post"
    )
    (address,) = opened["files"]
    assert (status, opened["piece_bytes"]) == (201, 8 << 20)
    assert send(desk_client, f"{address}?desde=0", CSV[:6]) == (200, {"received": 6})
    gap = {"detail": "Esa parte del archivo no sigue a lo ya recibido.", "received": 6}
    assert send(desk_client, f"{address}?desde=0", CSV) == (409, gap)
    assert send(desk_client, f"{address}?desde=-1", CSV) == (409, gap)
    early = send(desk_client, opened["finish"], b"", "post")
    assert early == (400, {"detail": "«a.csv» llegó incompleto: súbalo otra vez."})
    assert send(desk_client, f"{address}?desde=6", CSV[6:]) == (200, {"received": 14})
    delivery = Delivery.objects.get()
    assert send(desk_client, opened["finish"], b"", "post") == (200, {"url": f"/publicar/entregas/{delivery.pk}/"})
    assert [path.read_bytes() for path in desk.rglob("*") if path.is_file()] == [CSV]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("[]", 400),
        ("{}", 400),
        ("no", 400),
        ("[" * 100_000, 400),
        ('{"files": [{"name": 1, "size": 1}]}', 400),
        ('{"files": [{"name": "a.csv", "size": -1}]}', 400),
        ('{"files": [{"name": "a.csv", "size": 1e400}]}', 400),
        ('{"files": [{"name": "\\ud800.csv", "size": 1}]}', 400),
        ('{"files": [{"name": "a.csv", "size": 999999999999}]}', 413),
    ],
)
def test_nonsense_in_an_announcement_is_told_in_words(desk_client, body, status):
    assert send(desk_client, "/publicar/entregas/", body, "post")[0] == status


def test_only_who_began_an_upload_goes_on_with_it(desk_client, marta):
    _, opened = send(desk_client, "/publicar/entregas/", json.dumps({"files": [{"name": "a.csv", "size": 14}]}), "post")
    other = User.objects.create_user("22222222-2", is_staff=True)
    other.user_permissions.add(Permission.objects.get(codename="publish_network"))
    client = Client()
    client.force_login(other)
    assert client.put(f"{opened['files'][0]}?desde=0", CSV).status_code == 404
    assert client.post(opened["finish"]).status_code == 404


# Trying


def test_a_trial_is_ordered_from_the_delivery(desk_client, deliver):
    delivery = deliver(sound_network())
    answer = post(
        desk_client, f"/publicar/entregas/{delivery.pk}/", mapping="canonical", cutoff="2020-11-30", srid="4326"
    )
    run = Run.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/publicar/ensayos/{run.pk}/")
    assert (run.mapping, run.cutoff_on.isoformat(), run.srid, run.state) == ("canonical", "2020-11-30", 4326, "waiting")


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Elija un mapeo."),
        ({"mapping": "canonical", "cutoff": "2999-01-01"}, "Esa fecha aún no llega"),
        ({"mapping": "canonical", "cutoff": "ayer"}, "No es una fecha: escríbala como 31-08-2020."),
        ({"mapping": "canonical", "srid": "1"}, "EPSG:1 no está entre los sistemas admitidos"),
        ({"mapping": "canonical", "srid": "x"}, "El código EPSG es un número"),
        ({"mapping": "canonical", "srid": "9" * 30}, "no está entre los sistemas admitidos"),
        ({"mapping": "propio"}, "Elija el archivo TOML de su mapeo."),
        ({"mapping": "../../etc/passwd"}, "no es una de las opciones"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(desk_client, deliver, fields, sentence):
    delivery = deliver(sound_network())
    answer = post(desk_client, f"/publicar/entregas/{delivery.pk}/", **fields)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert Run.objects.count() == 0


def test_an_own_mapping_with_a_mistake_is_shown_at_its_line(desk_client, deliver):
    delivery = deliver(sound_network())
    own = SimpleUploadedFile("mio.toml", TOML)
    answer = post(desk_client, f"/publicar/entregas/{delivery.pk}/", mapping="propio", own=own)
    text = answer.content.decode()
    assert "mio.toml no es TOML válido: revise la línea 2, columna 8." in text
    assert re.search(r'<tr class="code-faulty"><th scope="row">2<.*?<code>\[source</code>', text)


def test_its_progress_is_told_to_scripts_and_without_them(desk_client, deliver, marta):
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    state = desk_client.get(f"/publicar/ensayos/{run.pk}/estado/").json()
    assert state == {
        "state": "waiting",
        "label": "En espera",
        "is_active": True,
        "steps": [],
        "step": "",
        "layer": "",
        "done": 0,
        "total": None,
        "warning": "El proceso que hace los ensayos no está funcionando: avise a quien administra el servidor.",
        "error": "",
    }
    page = desk_client.get(f"/publicar/ensayos/{run.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh" content="4" /></noscript>' in page
    done(run)
    state = desk_client.get(f"/publicar/ensayos/{run.pk}/estado/").json()
    assert (state["state"], state["is_active"], state["steps"][0], state["warning"]) == (
        "passed",
        False,
        "Leyendo…",
        "",
    )
    assert "http-equiv" not in desk_client.get(f"/publicar/ensayos/{run.pk}/").content.decode()


def test_a_waiting_order_can_be_withdrawn(desk_client, deliver, marta):
    run = order_trial(deliver(sound_network()), marta, mapping="canonical")
    assert post(desk_client, f"/publicar/ensayos/{run.pk}/anular/").status_code == 302
    assert done(run).state == "cancelled"
    answer = post(desk_client, f"/publicar/ensayos/{run.pk}/anular/")
    assert (answer.status_code, alert(answer)) == (409, "Ya empezó: espere a que termine.")


# Reading


def test_findings_are_searched_and_filtered(desk_client, tried):
    run = tried(damaged())
    address = f"/publicar/ensayos/{run.pk}/hallazgos/"

    def shown(query: str = "") -> list[str]:
        text = desk_client.get(address + query).content.decode()
        return re.findall(r'data-label="Identificador">(.*?)<', text)

    everything = shown("?mostrar=100")
    assert sorted(everything) == sorted(run.findings.values_list("asset_id", flat=True))
    assert shown("?q=nada") == ["V2"]
    assert shown("?layer=equipos&severity=error") == ["E1"]
    assert shown("?kind=unknown_node") == ["V2"]
    assert shown("?q=%00zzz") == []
    assert shown("?q=V2+nodo&layer=equipos") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_ask_as_often_for_one_as_for_three(desk_client, tried, django_assert_num_queries, count):
    network = grown(count)
    for number in range(count):
        row_of(network, "vanos", f"X{number}")["conductor_id"] = "NADA"
    run = tried(network)
    # Session, user and permissions, then the run, its current publication, and what the page shows.
    with django_assert_num_queries(10):
        desk_client.get(f"/publicar/ensayos/{run.pk}/hallazgos/")
    with django_assert_num_queries(9):
        desk_client.get(f"/publicar/ensayos/{run.pk}/cambios/")
    with django_assert_num_queries(9):
        desk_client.get("/publicar/")


def test_findings_as_files(desk_client, tried):
    run = tried(damaged())
    text = b"".join(desk_client.get(f"/publicar/ensayos/{run.pk}/hallazgos.csv")).decode("utf-8-sig").splitlines()
    assert text[0].split(";")[:3] == ["Gravedad", "Revisión", "Capa"]
    row = next(line for line in text if "V2" in line and "NADA" in line)
    assert row.startswith("Error;Vano o transformador cuyo nodo no existe;Vanos;vanos.geojson;vanos;1;V2;")
    # What a spreadsheet would run is written as text.
    assert ";'=1+1;" in next(line for line in text if ";E1;" in line and "=1+1" in line)

    report = desk_client.get(f"/publicar/ensayos/{run.pk}/informe.json").json()
    assert (report["result"], len(report["findings"])) == ("refused", run.findings.count())

    places = desk_client.get(f"/publicar/ensayos/{run.pk}/hallazgos.geojson?q=V2+NADA").json()
    (feature,) = places["features"]
    assert (places["numberMatched"], feature["geometry"]) == (1, {"type": "Point", "coordinates": [-73.0585, -40.3]})
    assert feature["properties"] == {
        "kind": "error",
        "word": "Error",
        "title": "Vanos V2",
        "text": "no hay tal nodo en la entrega",
    }


def test_changes_are_listed_in_words_and_as_files(desk_client, tried):
    network = grown(1)
    row_of(network, "transformadores", "T1")["rated_power_kva"] = 15.0
    run = tried(network)
    page = desk_client.get(f"/publicar/ensayos/{run.pk}/cambios/?kind=changed").content.decode()
    assert "Capacidad: 10 → 15" in page
    text = b"".join(desk_client.get(f"/publicar/ensayos/{run.pk}/cambios.csv?layer=transformadores")).decode(
        "utf-8-sig"
    )
    assert text.splitlines() == [
        "Qué cambió;Capa;Identificador;Antes y ahora;Longitud;Latitud",
        "Cambió;Transformadores;T1;Capacidad: 10 → 15;-73.057;-40.3",
    ]
    places = desk_client.get(f"/publicar/ensayos/{run.pk}/cambios.geojson?kind=added&layer=vanos").json()
    assert [feature["properties"]["title"] for feature in places["features"]] == ["Vanos X0"]


# Publishing


def test_publishing_is_confirmed_and_then_ordered(desk_client, tried):
    trial = tried(grown(2))
    page = desk_client.get(f"/publicar/ensayos/{trial.pk}/publicar/").content.decode()
    assert ("Reemplaza a la publicación 1" in page, Run.objects.count()) == (True, 1)
    answer = post(desk_client, f"/publicar/ensayos/{trial.pk}/publicar/")
    run = Run.objects.get(kind="publish")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/publicar/ensayos/{run.pk}/")
    assert done(run).publication == 2
    listed = desk_client.get("/publicar/publicaciones/").content.decode()
    assert "publicó la publicación 2, en lugar de la 1." in listed


def test_the_network_changed_meanwhile(desk_client, tried, marta):
    first, second = tried(grown(1)), tried(grown(2))
    done(order_publication(first, marta))
    answer = post(desk_client, f"/publicar/ensayos/{second.pk}/publicar/")
    assert (answer.status_code, alert(answer)[:44]) == (409, "La red vigente cambió después de este ensayo")
    page = desk_client.get(f"/publicar/ensayos/{second.pk}/").content.decode()
    assert ("haga otro antes de publicar" in page, "Hacerlo otra vez" in page) == (True, True)


def test_the_way_back(desk_client, published):
    published(grown(1))
    assert "Volver a esta" in desk_client.get("/publicar/publicaciones/").content.decode()
    assert post(desk_client, "/publicar/publicaciones/1/volver/").status_code == 302
    assert Publication.objects.current().number == 1
    again = post(desk_client, "/publicar/publicaciones/1/volver/")
    assert (again.status_code, alert(again)) == (409, "La publicación 1 ya es la vigente.")


def test_a_busy_desk_says_so(desk_client, tried, marta):
    run = tried(sound_network())
    order_trial(run.delivery, marta, mapping="canonical")
    answer = post(desk_client, f"/publicar/ensayos/{run.pk}/repetir/")
    assert (answer.status_code, alert(answer)[:36]) == (409, "Hay otro ensayo u otra publicación e")


def test_what_failed_is_done_again(desk_client, tried):
    network = sound_network()
    del network["vanos"]
    run = tried(network)
    assert "Hacerlo otra vez" in desk_client.get(f"/publicar/ensayos/{run.pk}/").content.decode()
    answer = post(desk_client, f"/publicar/ensayos/{run.pk}/repetir/")
    assert answer.headers["Location"] == f"/publicar/ensayos/{Run.objects.first().pk}/"
