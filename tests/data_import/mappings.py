"""Mappings that a test writes: the canonical one, changed in a few words."""

from pathlib import Path

from data_import.mapping import SHIPPED


def canonical_with(folder: Path, *changes: tuple[str, str], source: str = "", before_region: str = "") -> Path:
    """`changes` are (old, new) texts, each replaced once; `source` are lines of [source]."""
    text = (SHIPPED / "canonical.toml").read_text(encoding="utf-8")
    head = f"\n[source]\n{source}\n" if source else "\n"
    text = text.replace("\n[region]", f"{head}{before_region}\n[region]", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / "propio.toml"
    path.write_text(text, encoding="utf-8")
    return path
