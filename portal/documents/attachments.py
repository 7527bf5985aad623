"""A paper that somebody sends, known by its content, not its name: a PDF that only shows, or a picture."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.documents.pictures import IS_HEIC, MOST_BYTES, PictureRefused, rewritten

LOOK = Path(__file__).with_name("pdf_look.py")
LOOK_SECONDS = 20
ACCEPT = "application/pdf,image/jpeg,image/png"
PDF, JPEG = "application/pdf", "image/jpeg"
ENDINGS = {PDF: ".pdf", JPEG: ".jpg"}


class AttachmentRefused(Exception):
    """Nothing was kept; `message` says why and what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


TOO_BIG = _("The file is larger than 10 MB. Scan it with fewer dots per inch, or send it in parts.")
EMPTY = _("This file is empty. Choose another one.")
OF_NO_KIND = _(
    "This is no PDF, JPEG or PNG. Save or print the document as PDF, or take a picture of it, and send that."
)
LOCKED = _("This PDF is locked by a password. Save it without one, and send it again.")
ACTIVE = _(
    "This PDF holds a script, a form that sends itself, or other files. Print it to a new PDF, which only "
    "shows its pages, and send that."
)
BROKEN = _("This PDF is broken and cannot be read. Save or scan it again.")
_OF_LOOK = {"locked": LOCKED, "active": ACTIVE, "broken": BROKEN}


@dataclass(frozen=True)
class Accepted:
    """`content` is what is kept: the PDF as it came, a picture written anew."""

    content: bytes
    content_type: str

    @property
    def ending(self) -> str:
        return ENDINGS[self.content_type]


def accepted(content: bytes) -> Accepted:
    """Raises AttachmentRefused."""
    if not content:
        raise AttachmentRefused(EMPTY)
    if len(content) > MOST_BYTES:
        raise AttachmentRefused(TOO_BIG)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return Accepted(content, PDF)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or content[4:8] == b"ftyp":
        return Accepted(_picture(content), JPEG)
    raise AttachmentRefused(OF_NO_KIND)


def _picture(content: bytes) -> bytes:
    try:
        return rewritten(content)
    except PictureRefused as refusal:
        is_film = content[4:8] == b"ftyp" and refusal.message != IS_HEIC
        raise AttachmentRefused(OF_NO_KIND if is_film else refusal.message) from None


def _check_pdf(content: bytes) -> None:
    """In a process of its own, with little memory and time: the file may be made to hurt who reads it."""
    command = [sys.executable, "-P", "-s", str(LOOK)]
    try:
        looked = subprocess.run(
            command, input=content, capture_output=True, timeout=LOOK_SECONDS, cwd="/", env={}, check=False
        )
    except subprocess.TimeoutExpired:
        raise AttachmentRefused(BROKEN) from None
    found = looked.stdout.decode()
    if found != "fine":
        raise AttachmentRefused(_OF_LOOK.get(found, BROKEN))
