"""Per unit: every power on one base; every voltage on its own network level's nominal, line to line."""

import math

S_BASE_VA = 1e6
#: A line's impedance per conductor, times this, is that of the three-phase line with the same relative voltage drop: two phases
#: carry the current out and back (2); phase and neutral likewise, at a √3 lower voltage (2 · 3).
IMPEDANCE_FACTOR = {1: 6.0, 2: 2.0, 3: 1.0}
#: The current of a line with so many phases, over that of a three-phase line carrying the same power.
CURRENT_FACTOR = {1: 3.0, 2: math.sqrt(3.0), 3: 1.0}
