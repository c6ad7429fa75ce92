"""Severities that a mapping changes, and the check that needs a publication before the delivery: the shift of a datum."""

from pathlib import Path

import pytest

from data_import.report import CheckResult
from tests.data_import.deliveries import Network, grown, point, row_of, sound_network
from tests.data_import.mappings import canonical_with


def mapping_with_checks(folder: Path, checks: str) -> Path:
    return canonical_with(folder, before_region=f"[checks]\n{checks}\n")


@pytest.mark.parametrize(
    ("severity", "results", "refused"),
    [("error", [("pole_without_span", "error", 1)], True), ("ignore", [], False)],
)
def test_a_mapping_may_change_a_severity(load, tmp_path, severity, results, refused):
    network = sound_network()
    network["postes"].append({"id": "P9", "geometry": point(9)})
    mapping = mapping_with_checks(tmp_path, f'pole_without_span = "{severity}"')
    report = load(network, mapping=mapping, dry_run=True)
    assert [(check.key, check.severity, check.count) for check in report.checks] == results
    assert report.is_refused is refused


@pytest.mark.parametrize(("severity", "counts"), [("warning", [1]), ("ignore", [])])
def test_refused_rows_may_be_no_error(load, tmp_path, severity, counts):
    """The publication is then taken without them."""
    network = sound_network()
    network["postes"].append({"id": "P9", "height_m": "alto", "geometry": point(9)})
    report = load(network, mapping=mapping_with_checks(tmp_path, f'row_refused = "{severity}"'))
    assert ([check.count for check in report.checks], report.is_refused) == (counts, False)
    assert [row["refused"] for row in report.rows if row["layer"] == "postes"] == [1]


def shifted(network: Network, east_m: float, north_m: float) -> Network:
    """Every position moved by metres, as a wrong datum does."""

    def move(coordinates):
        if isinstance(coordinates[0], list):
            return [move(each) for each in coordinates]
        return [coordinates[0] + east_m / 84_900, coordinates[1] + north_m / 110_574]

    for rows in network.values():
        for row in rows:
            if row.get("geometry"):
                row["geometry"] = row["geometry"] | {"coordinates": move(row["geometry"]["coordinates"])}
    return network


def with_ten_transformers() -> Network:
    network = grown(10)
    for number in range(10):
        extra = row_of(network, "transformadores", "T1") | {
            "id": f"T{number + 10}",
            "from_node": f"X{number}",
            "to_node": None,
        }
        network["transformadores"].append(extra | {"geometry": point(1, (number + 1) / 100)})
    return network


def test_a_network_shifted_as_a_whole_is_refused(load):
    """PSAD56 read as WGS84 moves a network by some 430 m, seen against the publication before."""
    assert load(with_ten_transformers()).publication == 1
    report = load(shifted(with_ten_transformers(), 185, 390))
    (check,) = [check for check in report.checks if check.severity == "error"]
    assert check == CheckResult(
        "datum_shift",
        "Red corrida en bloque",
        "error",
        1,
        [
            {
                "file": None,
                "layer": "transformadores",
                "source": None,
                "line": None,
                "id": None,
                "field": "geometry",
                "value": "185 m al este, 390 m al norte",
                "reason": "toda la red se corrió en bloque respecto de la publicación vigente: "
                "¿datum PSAD56 o SAD69 leído como WGS84?",
            }
        ],
    )


def test_a_network_that_moved_by_a_survey_is_not_remarked_on(load):
    load(with_ten_transformers())
    report = load(shifted(with_ten_transformers(), 5, 10))
    assert [check.key for check in report.checks] == ["without_low_voltage"]
