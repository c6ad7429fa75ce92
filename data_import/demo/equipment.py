"""Which switchgear stands where."""

from dataclasses import dataclass

from data_import.demo.layout import Layout
from data_import.demo.lines import Line

RATED_CURRENT_A = {"interruptor": 630, "reconectador": 560, "desconectador": 400, "fusible": 100, "regulador": 200}
CAPACITOR_KVAR = 300
SETPOINT_PU = 1.02
SHUNTS = ("condensador", "medidor")


@dataclass(frozen=True)
class Device:
    equipment_type: str
    state: str | None = "cerrado"
    name: str | None = None


def trunk_devices(layout: Layout) -> dict[int, list[Device]]:
    """By pole of the trunk, from the substation outwards; a regulator stands where long feeders begin to sag."""
    plan = layout.plan
    wanted = [
        (0.28, Device("reconectador", name=f"RECONECTADOR {plan.name}")),
        (0.55, Device("desconectador", name=f"DESCONECTADOR {plan.name} 1")),
        (0.80, Device("desconectador", name=f"DESCONECTADOR {plan.name} 2")),
    ]
    if plan.regulator:
        wanted.append((0.45, Device("regulador", name=f"REGULADOR {plan.name}")))
    if plan.capacitor:
        wanted.append((0.65, Device("condensador", None, f"CONDENSADOR {plan.name}")))
    trunk = layout.lines[0]
    devices = {1: [Device("medidor", None, f"MEDIDOR CABECERA {plan.name}")]}
    for share, device in wanted:
        devices.setdefault(quiet_pole(trunk, share), []).append(device)
    return devices


def quiet_pole(trunk: Line, share: float) -> int:
    """A pole about there, off the streets and without anything else on it."""
    goal = round(len(trunk.points) * share)
    free = [
        index
        for index in range(2, len(trunk.points) - 1)
        if index not in trunk.junctions and not trunk.in_street(index)
    ]
    return min(free or [2], key=lambda index: (abs(index - goal), index))


def head_device(layout: Layout, line: Line) -> Device | None:
    """What a line hangs on: mostly a fuse, often a disconnector on three phases, nothing on many twigs of laterals."""
    if line.kind in ("spur", "tie"):
        return Device("desconectador")
    if line.kind == "branch":
        return Device("desconectador" if line.is_three_phase and layout.draw.random() < 0.4 else "fusible")
    if line.parent and line.parent.kind == "lateral" and layout.draw.random() < 0.6:
        return None
    return Device("fusible")


def device_ratings(equipment_type: str) -> dict[str, float | None]:
    return {
        "rated_current_a": RATED_CURRENT_A.get(equipment_type),
        "rated_power_kvar": CAPACITOR_KVAR if equipment_type == "condensador" else None,
        "setpoint_pu": SETPOINT_PU if equipment_type == "regulador" else None,
    }
