"""The worked examples of the norm's closed forms, to the last printed digit."""

import pytest

from capacity import screens


@pytest.mark.parametrize(
    ("rated_kva", "impedance_pct", "expected"),
    [
        pytest.param(3, 2.5, ("120", "3.6", "12", "6"), id="3 kVA"),
        pytest.param(10, 3, ("333", "10.1", "33", "16.7"), id="10 kVA"),
        pytest.param(15, 3, ("500", "15.2", "50", "25"), id="15 kVA"),
        pytest.param(75, 4, ("1875", "56.8", "187", "93.8"), id="75 kVA"),
    ],
)
def test_worked_examples_of_transformers_are_reproduced(rated_kva, impedance_pct, expected):
    short_circuit = screens.transformer_short_circuit_kva(rated_kva, impedance_pct)
    step = screens.step_kva(short_circuit, 33)
    fault = screens.fault_share_kva(short_circuit, 0.10)
    rise = short_circuit / 20
    printed = (f"{short_circuit:.0f}", f"{step:.1f}", f"{int(fault + 1e-9)}", f"{rise:.1f}".removesuffix(".0"))
    assert printed == expected


def test_installable_is_the_lower_of_step_and_fault_share():
    assert screens.installable_kw(500, step_factor=33, share=0.10) == pytest.approx(15.1515, abs=1e-4)
    assert screens.installable_kw(500, step_factor=5, share=0.10) == pytest.approx(50)


@pytest.mark.parametrize(
    ("minimum_load_kw", "other_kw", "expected"),
    [
        pytest.param(2.0, 0.0, 2.0, id="the load binds"),
        pytest.param(2.0, 0.5, 1.5, id="others have taken a part"),
        pytest.param(2.0, 3.0, 0.0, id="others have taken all"),
        pytest.param(40.0, 0.0, 15.0, id="CIP binds"),
        pytest.param(40.0, 12.0, 13.0, id="the rise binds"),
    ],
)
def test_injectable_is_the_lowest_of_flow_rise_and_installable(minimum_load_kw, other_kw, expected):
    found = screens.injectable_kw(
        500, minimum_load_kw=minimum_load_kw, other_generation_kw=other_kw, rise_factor=20, installable_kw=15.0
    )
    assert found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("resistivity", "section_mm2", "expected"),
    [
        pytest.param(0.01777, 25, "6.1", id="Cu 25"),
        pytest.param(0.03284, 62.4, "4.5", id="AAAC Azusa"),
        pytest.param(0.03284, 125, "2.3", id="AAAC Alliance"),
    ],
)
def test_rise_of_1500_kw_over_10_km_is_as_printed(resistivity, section_mm2, expected):
    resistance = resistivity / section_mm2 * 10_000
    assert f"{100 * screens.linear_rise(1500, 0, complex(resistance), 13.2):.1f}" == expected


@pytest.mark.parametrize(("phases", "expected"), [(3, "65.6"), (2, "113.6"), (1, "196.8")])
def test_current_of_1500_kw_at_13200_volts(phases, expected):
    assert f"{screens.current_a(1500, 13.2, phases):.1f}" == expected
