"""What a PDF says of itself, and how it is tagged, as JSON."""

import json
import sys

import pikepdf

pdf = pikepdf.open(sys.argv[1])
root = pdf.Root
found = {
    "marked": bool(root.MarkInfo.Marked),
    "language": str(root.Lang),
    "showsTitle": bool(root.ViewerPreferences.DisplayDocTitle),
    "title": str(pdf.docinfo["/Title"]),
    "part": None,
    "roles": [],
    "cellsWithoutHeaders": 0,
    "tablesWithoutHeaders": 0,
    "headingsWithinHeadings": 0,
    "figuresWithoutWords": 0,
}
with pdf.open_metadata() as metadata:
    found["part"] = str(metadata.get("pdfuaid:part"))


def roles_below(element):
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from roles_below(child)


def attributes(element):
    given = element.get("/A", [])
    return list(given) if isinstance(given, pikepdf.Array) else [given]


for element in roles_below(root.StructTreeRoot):
    role = str(element.S)
    found["roles"].append(role)
    below = [str(child.S) for child in roles_below(element)]
    if role == "/TD" and not any("/Headers" in given for given in attributes(element)):
        found["cellsWithoutHeaders"] += 1
    if role == "/Table" and "/TH" not in below:
        found["tablesWithoutHeaders"] += 1
    if role in {"/H1", "/H2", "/H3"} and any(name in {"/H1", "/H2", "/H3"} for name in below):
        found["headingsWithinHeadings"] += 1
    if role == "/Figure" and not str(element.get("/Alt", "")):
        found["figuresWithoutWords"] += 1
print(json.dumps(found))
