"""Why a document could not be made, in sentences that can be shown to the person who asked for it.

The sentences are marked for translation only: `gettext(error.message)` gives the reader's language.
"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _


class DocumentError(Exception):
    """Base of all faults of the document process.

    `message` is for a person and holds nothing of the content; `detail` is for the log only.
    """

    message = _("The document could not be made.")

    def __init__(self, detail: str = "") -> None:
        super().__init__(detail)
        self.detail = detail

    def __str__(self) -> str:
        return self.message


class OutOfMemory(DocumentError):
    message = _("The document needs more memory than it may have. Choose a shorter period or fewer parts.")


class TooSlow(DocumentError):
    message = _("The document took longer than it may. Choose a shorter period or fewer parts.")


class FetchRefused(DocumentError):
    message = _("The document refers to a file or an address outside itself. Nothing was fetched.")


class Inaccessible(DocumentError):
    message = _("The document lacks its language, its title or the description of a picture.")


class Unusable(DocumentError):
    message = _("A picture or a style sheet of the document could not be used.")


class Crashed(DocumentError):
    message = _("The program that makes documents stopped unexpectedly.")


BY_KIND: dict[str, type[DocumentError]] = {
    "memory": OutOfMemory,
    "fetch": FetchRefused,
    "inaccessible": Inaccessible,
    "unusable": Unusable,
}
