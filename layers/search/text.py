"""The words of a question, made comparable."""

import re
import unicodedata

LONGEST_QUERY = 200
#: A name is not searched for less: nearly all have it.
SHORTEST_WORD = 3


def tidy(query: str) -> str:
    """One line without what a database cannot hold; whatever comes."""
    clean = query.replace("\0", " ").encode("utf-8", "ignore").decode()
    return " ".join(clean.split())[:LONGEST_QUERY].strip()


def fold(text: str) -> str:
    """Lower case without accents: `Río Bueno` → `rio bueno`."""
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def like_escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)
