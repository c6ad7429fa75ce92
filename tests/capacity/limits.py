"""The limits in force unless a test says otherwise."""

from capacity.parameters import DEFAULTS, limits_of

LIMITS = limits_of(DEFAULTS)
