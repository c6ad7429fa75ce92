"""What a point answers, on the small network: its nodes lie 0.001° apart, so that places are easy to name."""

import json

import pytest
from django.core.management import CommandError, call_command

from capacity.models import ParameterValue
from capacity.services import compute
from layers.models import Span

#: Near the end of span V4, which feeds node L4 under transformer T1.
HOUSE = "lon=-72.956&lat=-40.3"
#: On span V2, between N1 and N2, where three phases are.
LINE = "lon=-72.9585&lat=-40.3001"


def ask(client, query: str, address: str = "/api/capacity/point") -> dict:
    return json.loads(client.get(f"{address}?{query}").content)


def test_a_house_gets_its_transformer_s_figures(client, computed):
    found = ask(client, f"{HOUSE}&kw=5&technology=fv")
    point = found["point"]
    assert (point["transformer_id"], point["phase_count"], point["distance_m"]) == ("T1", 1, 0.0)
    assert (point["limiting_criterion"], point["limiting_asset"]) == ("thermal", "transformador T1")
    assert (found["accepts"], found["accepts_fast_track"]) == (True, False)
    assert [each["criterion"] for each in found["criteria"]] == [
        *("thermal", "voltage_rise", "voltage_max", "voltage_step", "step_screen", "short_circuit_screen"),
        *("reverse_flow_screen", "substation", "transformer", "size"),
    ]
    assert (found["publication"], found["data_as_of"], found["technology"]) == (1, "2020-11-30", "fv")


def test_accepting_flips_at_the_figure(client, computed):
    room_kw = ask(client, HOUSE)["point"]["capacity_kw"]
    assert ask(client, f"{HOUSE}&kw={room_kw}")["accepts"] is True
    assert ask(client, f"{HOUSE}&kw={room_kw + 0.1:.1f}")["accepts"] is False
    assert ask(client, HOUSE)["accepts"] is None


def test_a_machine_needs_three_phases_wherever_it_asks(client, computed):
    found = ask(client, f"{HOUSE}&kw=5&technology=hidro_sincrona")["point"]
    assert (found["node"], found["phase_count"]) == ("N2", 3)


def test_a_machine_s_screens_are_stricter(client, computed):
    screens = {}
    for technology in ("fv", "hidro_sincrona"):
        criteria = ask(client, f"{LINE}&technology={technology}")["criteria"]
        screens[technology] = {each["criterion"]: each["margin_kw"] for each in criteria}
    for criterion, factor in (("step_screen", 1.5), ("short_circuit_screen", 6)):
        assert screens["hidro_sincrona"][criterion] == pytest.approx(screens["fv"][criterion] / factor, abs=0.1)


def test_alternatives_take_what_is_asked(client, computed):
    found = ask(client, f"{HOUSE}&kw=500")
    assert found["accepts"] is False
    assert [(each["feeder_id"], each["capacity_kw"] >= 500) for each in found["alternatives"]] == [("1", True)]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("lon=x&lat=1&kw=1", "lon=x: se espera un número con punto decimal, como 13.2."),
        ("lon=0&lat=95&kw=1", "lat=95: se espera un valor entre -90 y 90."),
        ("lon=-72.9&lat=-40.3&kw=-5", "kw=-5: se espera un valor entre 0 y 1000000."),
        ("lon=-72.9&lat=-40.3&kw=nan", "kw=nan: se espera un número con punto decimal, como 13.2."),
        ("lon=-72.9&lat=-40.3&kw=1e400", "kw=1e400: se espera un número con punto decimal, como 13.2."),
        ("lon=-72.9", "Falta el parámetro lat: Latitud en grados."),
        (
            "lon=-72.9&lat=-40.3&technology=carbon",
            "technology=carbon: se espera fv o fv_almacenamiento o hidro_sincrona o asincrona.",
        ),
    ],
)
def test_a_question_that_cannot_be_is_told_why(client, computed, query, detail):
    response = client.get(f"/api/capacity/point?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content)["detail"] == detail


def test_before_anything_is_computed_it_says_so(client, network):
    response = client.get(f"/api/capacity/point?{HOUSE}")
    assert response.status_code == 404
    assert json.loads(response.content)["detail"] == "Aún no se ha calculado la capacidad de esta publicación."


def test_an_answer_costs_a_fixed_number_of_queries(client, computed, django_assert_num_queries):
    with django_assert_num_queries(5):
        client.get(f"/api/capacity/point?{HOUSE}&kw=500")


def test_every_parameter_is_public_with_its_source(client, computed):
    ParameterValue.objects.create(key="thermal_share", value=0.9, source="Estudio propio", is_verified=True)
    found = ask(client, "", "/api/capacity/parameters")["parameters"]
    assert found[0] == {
        "key": "thermal_share",
        "value": 0.9,
        "unit": "pu",
        "label": "Uso máximo de la capacidad de un conductor o equipo",
        "source": "Estudio propio",
        "verified": True,
    }


# The passport


@pytest.fixture
def passport(client, computed, tmp_path):
    file = tmp_path / "pasaporte.json"
    file.write_bytes(client.get(ask(client, f"{HOUSE}&kw=5")["passport_url"]).content)
    return file


def test_a_passport_is_recomputed_and_holds(passport, capsys):
    call_command("verify_passport", str(passport))
    assert capsys.readouterr().out.startswith("Corresponde: 5.")


def test_a_changed_digit_is_found(passport):
    text = passport.read_text(encoding="utf-8")
    passport.write_text(text.replace('"capacity_kw":5', '"capacity_kw":9'), encoding="utf-8")
    with pytest.raises(CommandError, match="El sello no corresponde al contenido"):
        call_command("verify_passport", str(passport))


def test_another_network_is_found(passport, computed):
    Span.objects.filter(id="V1").update(length_m=850)
    with pytest.raises(CommandError, match="Los datos de la red no son los que dice el pasaporte"):
        call_command("verify_passport", str(passport))


def test_what_is_no_passport_is_said(tmp_path):
    file = tmp_path / "otro.json"
    for text, sentence in (
        ("{", "no es JSON"),
        ("[]", "no es un pasaporte de capacidad"),
        ("{}", "no es un pasaporte"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(CommandError, match=sentence):
            call_command("verify_passport", str(file))


def test_a_new_computation_with_other_parameters_makes_another_passport(client, passport, computed):
    first = json.loads(passport.read_text(encoding="utf-8"))
    ParameterValue.objects.create(key="thermal_share", value=0.5, source="Estudio propio")
    compute(computed)
    second = ask(client, HOUSE, "/api/capacity/passport")
    assert first["figures"]["capacity_kw"] > second["figures"]["capacity_kw"]
    assert first["input_hash"] != second["input_hash"]
