"""The files of letters: whose they are, and handing them out."""

from django.http import HttpResponse

from participants.models import Letter
from portal.documents.storage import private_storage


def named_by_letters(paths: set[str]) -> set[str]:
    """Those of `paths` that some letter names."""
    letters = Letter.objects.everything(why="files that some letter names").filter(file__in=paths)
    return set(letters.values_list("file", flat=True))


def letter_response(letter: Letter) -> HttpResponse:
    """The file, under a name that tells nothing; the caller has judged the right to it."""
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"', "Cache-Control": "private, no-store"}
    with private_storage().open(letter.file) as file:
        return HttpResponse(file.read(), content_type="application/pdf", headers=headers)
