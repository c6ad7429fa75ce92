"""What others may see of an import from inside its transaction, before it is taken or rolled back."""

from collections.abc import Mapping

from data_import.staging import Raw


class Witness:
    """Sees nothing. Whatever a method raises ends the import, and nothing of it stays."""

    def begins(self) -> None:
        """The lock is held: no other import runs until this one's transaction ends."""

    def checked(self, raws: Mapping[str, Raw]) -> None:
        """The staging tables and import_finding are complete."""

    def filled(self, number: int) -> None:
        """The tables of publication `number` are full, but nobody else sees them."""
