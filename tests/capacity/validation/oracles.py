"""A grid in pandapower's and in OpenDSS' terms: two tools that share nothing with us or with each other."""

import numpy as np
import opendssdirect as dss
import pandapower

from capacity.grid import Grid
from capacity.units import S_BASE_VA

#: An ideal head: less short-circuit power moves the voltage.
STIFF_MVA = 1e12
KV = 13.2


def pandapower_voltages_pu(grid: Grid) -> np.ndarray:
    net = pandapower.create_empty_network(sn_mva=S_BASE_VA / 1e6)
    for volts in grid.nominal_v.tolist():
        pandapower.create_bus(net, vn_kv=volts / 1000)
    pandapower.create_ext_grid(net, 0, vm_pu=grid.head_pu)
    for (first, second), impedance in zip(grid.branches.ends.tolist(), grid.impedance_pu.tolist(), strict=True):
        if impedance == 0:
            pandapower.create_switch(net, first, second, et="b")
        else:
            pandapower.create_impedance(
                net, first, second, rft_pu=impedance.real, xft_pu=impedance.imag, sn_mva=S_BASE_VA / 1e6
            )
    demand = grid.injection_pu * S_BASE_VA / 1e6
    for bus in np.flatnonzero(demand).tolist():
        pandapower.create_load(net, bus, p_mw=demand[bus].real, q_mvar=demand[bus].imag)
    pandapower.runpp(net, tolerance_mva=1e-9, max_iteration=50, numba=False)
    return net.res_bus.vm_pu.to_numpy()


def opendss_voltages_pu(grid: Grid) -> np.ndarray:
    """All on one voltage level, since everything is per unit anyway."""
    dss.Text.Command("clear")
    dss.Text.Command(f"new circuit.feeder basekv={KV} pu={grid.head_pu} bus1=n0 mvasc3={STIFF_MVA} mvasc1={STIFF_MVA}")
    base_ohm = (KV * 1000) ** 2 / S_BASE_VA
    for number, (first, second) in enumerate(grid.branches.ends.tolist()):
        ohm = grid.impedance_pu[number] * base_ohm or 1e-7
        values = f"r1={ohm.real} x1={ohm.imag} r0=0 x0=0.1 c1=0 c0=0 length=1"
        dss.Text.Command(f"new line.l{number} bus1=n{first} bus2=n{second} {values}")
    demand = grid.injection_pu * S_BASE_VA / 1000
    for bus in np.flatnonzero(demand).tolist():
        dss.Text.Command(
            f"new load.d{bus} bus1=n{bus} kv={KV} kw={demand[bus].real} kvar={demand[bus].imag} model=1 vminpu=0.5 vmaxpu=1.5"
        )
    dss.Text.Command("set tolerance=1e-9 maxiterations=100")
    dss.Text.Command("solve")
    names = [name.lower() for name in dss.Circuit.AllNodeNames()]
    found = dict(zip(names, dss.Circuit.AllBusVMag(), strict=True))
    voltage = np.array([found[f"n{bus}.1"] for bus in range(len(grid))]) / (KV * 1000 / np.sqrt(3))
    # It has been seen to report success with every voltage at zero.
    assert dss.Solution.Converged()
    assert voltage.min() > 0.5
    return voltage
