"""Phase codes are kept as a utility writes them (RST, RS, ++R) and understood as sets."""

PHASES = frozenset("RST")


def phase_set(code: str | None) -> frozenset[str]:
    """The phases named by a code: order, padding (+) and the neutral (N) do not matter. `++R` → {R}."""
    return PHASES & frozenset((code or "").upper())
