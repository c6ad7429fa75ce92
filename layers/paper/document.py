"""From a page's HTML to an order for the writer."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from layers.paper.order import Order

PICTURE = re.compile(r'(<svg [^>]*aria-label="([^"]*)"[^>]*>)')
VARIABLE = re.compile(r"var\((--[\w-]+)\)")
BODY = re.compile(r"<body[^>]*>")
FOOT = re.compile(r"<footer .*?</footer>", re.DOTALL)
FACTS = re.compile(r'<dl class="facts[ "].*?</dl>', re.DOTALL)
FACT_TAG = re.compile(r"(</?)(dl|div|dt|dd)\b")
FACT_TAGS = {"dl": "table", "div": "tr", "dt": "th", "dd": "td"}
DECLARED = re.compile(r"(--[\w-]+): ([^;]+);")
#: On paper the halo of names would be drawn over their letters.
LETTERS = 'text { stroke: none !important; font-family: "Liberation Sans", "DejaVu Sans", sans-serif !important }'


def order_for(html: str, address: str) -> Order:
    """`address` is the page's, absolute: its links lead back to the portal."""
    return Order(
        with_foot_first(with_style(with_pictures(facts_as_tables(html)))),
        address,
        urljoin(address, settings.STATIC_URL),
        folders(),
    )


def facts_as_tables(html: str) -> str:
    """Terms and values as rows, each headed by its term: a PDF's structure knows tables, and lists only of plain items."""
    return FACTS.sub(lambda found: FACT_TAG.sub(row_part, found[0]), html)


def row_part(tag: re.Match) -> str:
    opening = ' scope="row"' if tag[1] == "<" and tag[2] == "dt" else ""
    return f"{tag[1]}{FACT_TAGS[tag[2]]}{opening}"


def with_style(html: str) -> str:
    """The style of paper has the last word."""
    return html.replace("</head>", f'<link rel="stylesheet" href="{static("css/paper.css")}"></head>', 1)


def with_foot_first(html: str) -> str:
    """What stands at the foot of every sheet comes before the first."""
    foot = FOOT.search(html)
    return BODY.sub(lambda body: body[0] + foot[0], FOOT.sub("", html), 1) if foot else html


def with_pictures(html: str) -> str:
    """A drawing takes no style from its page, and its words for those who do not see it from its own title."""
    style = f"<style>{picture_style()}</style>"
    return PICTURE.sub(lambda found: f"{found[1]}<title>{found[2]}</title>{style}", html)


@cache
def picture_style() -> str:
    """The style of drawings with the values of the tokens: a drawing knows no variables."""
    tokens = dict(DECLARED.findall(source_of("css/tokens.css")))
    return VARIABLE.sub(lambda found: tokens[found[1]], source_of("css/components/figure.css")) + LETTERS


def source_of(name: str) -> str:
    return Path(finders.find(name) or "").read_text(encoding="utf-8")


def folders() -> list[tuple[str, str]]:
    """Where static files lie: as collected, and as written."""
    named = (each if isinstance(each, tuple) else ("", each) for each in settings.STATICFILES_DIRS)
    pairs = [("", settings.STATIC_ROOT), *named]
    return [(f"{prefix}/" if prefix else "", str(folder)) for prefix, folder in pairs]
