"""The program that looks into a PDF that somebody sent: standard input is the file, standard output one word.

It is started by its path, limits itself first, and loads nothing of the project: what is wrong with a file
harms this process alone.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

MEMORY_BYTES = 1024**3
CPU_SECONDS = 10
FINE, LOCKED, ACTIVE, BROKEN = "fine", "locked", "active", "broken"
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"}
ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/RichMediaExecute"}


def look(content: bytes) -> str:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if not len(pdf.pages):
                return BROKEN
            return ACTIVE if any(_acts(part) for part in _dictionaries(pdf)) else FINE
    except pikepdf.PasswordError:
        return LOCKED
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError):
        return BROKEN


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every one in the file, also those that stand in another and those that nothing names."""
    import pikepdf

    waiting = [*pdf.objects, pdf.trailer]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            inner = list(part)  # type: ignore[call-overload]
        elif isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            inner = [value for _key, value in part.items()]
        else:
            continue
        waiting += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _acts(part: pikepdf.Object) -> bool:
    return bool(ACTIVE_KEYS & set(part.keys())) or str(part.get("/S", "")) in ACTIVE_ACTIONS


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    sys.stdout.write(look(sys.stdin.buffer.read()))
