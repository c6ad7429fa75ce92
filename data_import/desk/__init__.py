"""The publishing desk: the cooperative's staff hand over files, try them, compare, publish, and go back."""
