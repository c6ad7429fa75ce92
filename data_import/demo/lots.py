"""Lots are drawn from seeds, so that every demo is the same demo."""

import random


def lots(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311 - nothing secret is drawn
