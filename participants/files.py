"""The files of letters and photos: whose they are, and handing them out."""

from django.http import Http404, HttpResponse

from participants.models import Letter, Photo
from portal.documents.storage import private_storage


def named_by_letters(paths: set[str]) -> set[str]:
    """Those of `paths` that some letter names."""
    letters = Letter.objects.everything(why="files that some letter names").filter(file__in=paths)
    return set(letters.values_list("file", flat=True))


def named_by_photos(paths: set[str]) -> set[str]:
    """Those of `paths` that some photo names."""
    photos = Photo.objects.everything(why="files that some photo names").filter(file__in=paths)
    return set(photos.values_list("file", flat=True))


def letter_response(letter: Letter) -> HttpResponse:
    """The file, under a name that tells nothing; the caller has judged the right to it."""
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"', "Cache-Control": "private, no-store"}
    with private_storage().open(letter.file) as file:
        return HttpResponse(file.read(), content_type="application/pdf", headers=headers)


def photo_response(photo: Photo) -> HttpResponse:
    """The file, as the JPEG that it was made to be; the caller has judged the right to it."""
    headers = {
        "Content-Disposition": 'inline; filename="photo.jpg"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    try:
        with private_storage().open(photo.file) as file:
            return HttpResponse(file.read(), content_type="image/jpeg", headers=headers)
    except FileNotFoundError:
        raise Http404 from None
