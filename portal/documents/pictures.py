"""A picture that somebody sends is written anew: smaller, turned upright, without place, time and camera."""

from __future__ import annotations

import io
import struct

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageFile, ImageOps

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2000
_QUALITY = 85
_WHITE = (255, 255, 255)
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error)
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


class PictureRefused(Exception):
    """Nothing was made of what was sent; `message` says why and what to do."""

    message: str | Promise = ""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(str(message))
        self.message = message


TOO_BIG = _("The picture is larger than 10 MB. Send a smaller one.")
TOO_MANY_PIXELS = _("The picture has more than 40 megapixels. Send a smaller one.")
IS_HEIC = _(
    "This is a HEIC picture, which cannot be read here. Choose JPEG in the camera's settings "
    "(on an iPhone: Settings, Camera, Formats, Most Compatible), or share it as JPEG."
)
NO_PICTURE = _("This is no JPEG or PNG picture.")
BROKEN = _("The picture is broken and cannot be read. Send it again, or another one.")


def rewritten(content: bytes) -> bytes:
    """A JPEG of the same picture, its longest side at most 2,000 pixels. Raises PictureRefused."""
    if len(content) > MOST_BYTES:
        raise PictureRefused(TOO_BIG)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise PictureRefused(IS_HEIC)
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            return _written(picture)
    except Image.UnidentifiedImageError:
        raise PictureRefused(NO_PICTURE) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureRefused(TOO_MANY_PIXELS) from None
    except _BROKEN:
        raise PictureRefused(BROKEN) from None


def _written(picture: Image.Image) -> bytes:
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise PictureRefused(TOO_MANY_PIXELS)
    # A JPEG is then read at an eighth, a quarter or half its size, as far as that is still large enough.
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    # WeasyPrint, where a process has imported it, lets truncated pictures pass; nothing else here wants that.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # A picture of its own: nothing that the old one carried beside its pixels goes into the new file.
    _on_white(upright).save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    clean = Image.new("RGB", picture.size, _WHITE)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen_through = picture.convert("RGBA")
        clean.paste(seen_through, mask=seen_through.getchannel("A"))
    else:
        clean.paste(picture.convert("RGB"))
    return clean
