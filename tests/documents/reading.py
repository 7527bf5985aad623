"""Reading a PDF back: its text, its tags, and what of a document's processes is still there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf

from portal.documents.process import RENDERER


def text_of(data: bytes) -> str:
    """As a reader's own program extracts it, white space reduced."""
    command = ["pdftotext", "-layout", "-", "-"]
    text = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return " ".join(text.split())


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(data))


def saved(pdf: pikepdf.Pdf) -> bytes:
    stream = BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """All structure elements, in reading order."""
    yield from _below(pdf.Root.StructTreeRoot)


def _below(node: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/StructElem":
            yield child
            yield from _below(child)


def renderers(parent: int) -> set[int]:
    """Process ids of the document processes that `parent` started and that still run."""
    found = set()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
                status = (folder / "status").read_text()
            except OSError:  # it ended meanwhile
                continue
            if str(RENDERER).encode() in command and f"\nPPid:\t{parent}\n" in status:
                found.add(int(folder.name))
    return found
