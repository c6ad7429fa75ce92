class SourceError(Exception):
    """A file that cannot be read. The message is a Spanish sentence saying what is wrong and what to do."""

    def __init__(self, message: str, *, file: str | None = None, layer: str | None = None, line: int | None = None):
        super().__init__(message)
        self.message = message
        self.file = file
        self.layer = layer
        self.line = line
