"""What keeps a reader by ear from a PDF: the rules of PDF/UA-1 that a program can judge, each with its clause (ISO 14289-1)."""

from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

from tests.layers.paper.reading import below

STANDARD = {
    *("/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote", "/Caption", "/TOC", "/TOCI", "/NonStruct", "/P"),
    *("/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/L", "/LI", "/Lbl", "/LBody", "/Table", "/TR", "/TH", "/TD"),
    *("/THead", "/TBody", "/TFoot", "/Span", "/Quote", "/Note", "/Code", "/Link", "/Figure", "/Form", "/Annot"),
}
ALLOWED = {
    "/L": {"/LI", "/Caption"},
    "/LI": {"/Lbl", "/LBody"},
    "/Table": {"/TR", "/THead", "/TBody", "/TFoot", "/Caption"},
    "/THead": {"/TR"},
    "/TBody": {"/TR"},
    "/TFoot": {"/TR"},
    "/TR": {"/TH", "/TD"},
}
#: Where each of these may stand.
PARENTS = {"/LI": {"/L"}, "/TR": {"/Table", "/THead", "/TBody", "/TFoot"}, "/TH": {"/TR"}, "/TD": {"/TR"}}
PAINTING = {
    *(b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do", b"INLINE IMAGE"),
}
Rule = tuple[str, bool]


def barriers(pdf: bytes) -> list[str]:
    """Sentences on what is wrong, none for a document without barriers."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.root_object
    rules = [*of_the_document(reader, root)]
    if "/StructTreeRoot" in root:
        tree = root["/StructTreeRoot"].get_object()
        tags = list(below(tree))
        rules += [*of_tags(tags, tree), *of_headings(tags), *of_tables(tags), *of_annotations(reader, tags)]
        rules += [rule for page in reader.pages for rule in of_page(page, parent_tree(tree))]
    rules += [rule for page in reader.pages for rule in of_fonts(page)]
    return list(dict.fromkeys(words for words, holds in rules if not holds))


def of_the_document(reader: PdfReader, root: DictionaryObject) -> Iterator[Rule]:
    about = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    marks = root.get("/MarkInfo", {})
    yield "5: the metadata do not say PDF/UA-1", "pdfuaid" in about and bool(about.partition("pdfuaid:part")[2])
    yield "7.1: it is not marked as tagged", marks.get("/Marked") == True  # noqa: E712, a PDF's own boolean
    yield "7.1: its tags are suspect", not marks.get("/Suspects", False)
    yield "7.1: it has no structure", "/StructTreeRoot" in root
    yield "7.1: the metadata have no title", "<dc:title>" in about
    yield "7.1: the window does not show the title", bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"))
    yield "7.2: it has no language", bool(root.get("/Lang"))
    yield "7.16: it is encrypted", not reader.is_encrypted
    yield "7.1: it holds a script", "/JavaScript" not in root.get("/Names", {}) and "/OpenAction" not in root


# Structure


def of_tags(tags: list[DictionaryObject], tree: DictionaryObject) -> Iterator[Rule]:
    roles = tree.get("/RoleMap", {})
    for tag in tags:
        kind = roles.get(tag["/S"], tag["/S"])
        children = {child["/S"] for child in elements(tag)}
        yield f"7.1: {kind} is no standard tag", kind in STANDARD
        yield f"7.1: {kind} holds {children}", kind not in ALLOWED or children <= ALLOWED[kind]
        parent = tag.get("/P", {}).get_object().get("/S")
        yield f"7.1: {kind} stands in {parent}", kind not in PARENTS or parent in PARENTS[kind]
        yield "7.3: a figure has no words", kind != "/Figure" or bool(str(tag.get("/Alt", "")).strip())


def elements(tag: DictionaryObject) -> list[DictionaryObject]:
    return [child for child in kids(tag) if isinstance(child, DictionaryObject) and "/S" in child]


def kids(tag: DictionaryObject) -> list:
    found = tag.get("/K", [])
    return [child.get_object() for child in (found if isinstance(found, list) else [found])]


def of_headings(tags: list[DictionaryObject]) -> Iterator[Rule]:
    levels = [int(tag["/S"][2:]) for tag in tags if tag["/S"][:2] == "/H" and tag["/S"][2:].isdigit()]
    yield "7.4: the first heading is not of level 1", levels[:1] == [1]
    yield f"7.4: there is more than one heading of level 1: {levels}", levels.count(1) <= 1
    for above, level in pairwise(levels):
        yield f"7.4: a heading of level {level} follows one of level {above}", level <= above + 1


def of_tables(tags: list[DictionaryObject]) -> Iterator[Rule]:
    for table in (tag for tag in tags if tag["/S"] == "/Table"):
        rows = [tag for tag in below(table) if tag["/S"] == "/TR"]
        heads = [tag for tag in below(table) if tag["/S"] == "/TH"]
        yield "7.5: a table has no heading", bool(heads)
        scopes = {attribute(head, "/Scope") for head in heads}
        yield f"7.5: a table's heading does not say of what: {scopes}", scopes <= {"/Row", "/Column", "/Both"}
        widths = {sum(int(attribute(cell, "/ColSpan") or 1) for cell in elements(row)) for row in rows}
        yield f"7.5: a table's rows are of different widths: {sorted(widths)}", len(widths) <= 1


def attribute(tag: DictionaryObject, name: str) -> object:
    found = tag.get("/A", [])
    for each in found if isinstance(found, list) else [found]:
        if name in each.get_object():
            return each.get_object()[name]
    return None


# Pages


def parent_tree(tree: DictionaryObject) -> dict[int, object]:
    """Number of a page or an annotation → the tags of its marks, or its own."""
    numbers: dict[int, object] = {}

    def read(node: DictionaryObject) -> None:
        pairs = node.get("/Nums", [])
        numbers.update({int(pairs[at]): pairs[at + 1].get_object() for at in range(0, len(pairs), 2)})
        for child in node.get("/Kids", []):
            read(child.get_object())

    if "/ParentTree" in tree:
        read(tree["/ParentTree"].get_object())
    return numbers


def of_page(page: PageObject, parents: dict[int, object]) -> Iterator[Rule]:
    yield "7.18.3: a page's order of tabs is not that of its tags", page.get("/Tabs") == "/S"
    number = page.get("/StructParents")
    owned = parents.get(int(number)) if number is not None else None
    known = len(owned) if isinstance(owned, ArrayObject) else 0
    marks: list[int | None] = []
    for operands, operator in operations(page):
        if operator == b"BDC":
            mark = operands[1].get("/MCID") if isinstance(operands[1], DictionaryObject) else None
            marks.append(-1 if operands[0] == "/Artifact" else mark)
            yield f"7.1: mark {mark} belongs to no tag", mark is None or int(mark) < known
        elif operator == b"BMC":
            marks.append(-1 if operands[0] == "/Artifact" else None)
        elif operator == b"EMC":
            yield "7.1: a mark ends that did not begin", bool(marks)
            marks = marks[:-1]
        elif operator in PAINTING:
            yield "7.1: something is neither tagged nor an artifact", any(mark is not None for mark in marks)
    yield "7.1: a mark does not end", not marks


def operations(page: PageObject) -> list[tuple]:
    content = page.get_contents()
    return content.operations if isinstance(content, ContentStream) else []


def of_annotations(reader: PdfReader, tags: list[DictionaryObject]) -> Iterator[Rule]:
    tagged = {child.raw_get("/Obj").idnum for tag in tags for child in kids(tag) if has_object(child)}
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            note = reference.get_object()
            yield f"7.18.1: a {note['/Subtype']} has no tag", reference.idnum in tagged
            yield "7.18.5: a link has no words", note["/Subtype"] != "/Link" or bool(note.get("/Contents"))


def has_object(child: object) -> bool:
    return isinstance(child, DictionaryObject) and child.get("/Type") == "/OBJR"


def of_fonts(page: PageObject) -> Iterator[Rule]:
    for font in page.get("/Resources", {}).get_object().get("/Font", {}).get_object().values():
        found = font.get_object()
        inner = found["/DescendantFonts"][0].get_object() if "/DescendantFonts" in found else found
        files = {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner.get("/FontDescriptor", {}))
        yield f"7.21.4: {found.get('/BaseFont')} is not embedded", bool(files)
        yield f"7.21.7: letters of {found.get('/BaseFont')} are unknown", "/ToUnicode" in found
