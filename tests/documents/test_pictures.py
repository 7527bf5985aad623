"""A picture that somebody sends: what is made of it, and what is refused."""

import io
import random
import struct
import zlib

import pytest
from PIL import Image

from portal.documents.pictures import (
    BROKEN,
    IS_HEIC,
    MOST_BYTES,
    NO_PICTURE,
    TOO_BIG,
    TOO_MANY_PIXELS,
    PictureRefused,
    rewritten,
)


def jpeg(width: int = 300, height: int = 100, **fields) -> bytes:
    """The left half red, the right half blue."""
    picture = Image.new("RGB", (width, height), (200, 10, 10))
    picture.paste((10, 10, 200), (width // 2, 0, width, height))
    out = io.BytesIO()
    picture.save(out, "JPEG", **fields)
    return out.getvalue()


def png(width: int, height: int, pixels: bytes) -> bytes:
    """A file that says how large it is, and holds `pixels`."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(pixels))
        + chunk(b"IEND", b"")
    )


def read(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def test_place_time_and_camera_are_gone_and_it_stands_upright():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9003] = 6, "Kamera", "2026:11:21 12:00:00"
    exif[0x8825] = {1: "N", 2: (59.0, 39.0, 0.0)}
    sent = jpeg(exif=exif, comment=b"hjemme hos Amina", icc_profile=b"profil")
    assert b"Kamera" in sent and b"hjemme" in sent
    made = rewritten(sent)
    for trace in (b"Exif", b"Kamera", b"hjemme", b"profil", b"2026:11"):
        assert trace not in made
    picture = read(made)
    assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (100, 300), {})
    assert picture.getpixel((50, 20))[0] > 150 and picture.getpixel((50, 280))[2] > 150


def test_the_longest_side_is_2000_pixels_and_what_is_smaller_stays():
    assert read(rewritten(jpeg(5000, 2500))).size == (2000, 1000)
    assert read(rewritten(jpeg(30, 20))).size == (30, 20)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_jpeg_and_png_is_read_and_what_is_seen_through_becomes_white(mode):
    out = io.BytesIO()
    Image.new(mode, (20, 10)).save(out, "JPEG" if mode == "CMYK" else "PNG")
    picture = read(rewritten(out.getvalue()))
    assert (picture.mode, picture.size) == ("RGB", (20, 10))
    if mode in ("LA", "RGBA"):
        assert picture.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (b"", NO_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", NO_PICTURE),
        (b"<html><script>alert(1)</script></html>", NO_PICTURE),
        (b"GIF89a" + b"\0" * 40, NO_PICTURE),
        (b"%PDF-1.7", NO_PICTURE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, IS_HEIC),
        (b"\0\0\0\x18ftypmif1" + b"\0" * 40, IS_HEIC),
        (jpeg()[:200], BROKEN),
        (png(50, 50, b"\0" * 10), BROKEN),
        (png(8000, 5001, b"\0"), TOO_MANY_PIXELS),
        (png(60_000, 60_000, b"\0"), TOO_MANY_PIXELS),
        (b"\xff" * (MOST_BYTES + 1), TOO_BIG),
    ],
    ids=["empty", "svg", "html", "gif", "pdf", "heic", "heif", "cut", "lies", "bomb", "huge bomb", "big"],
)
def test_anything_else_is_refused_with_a_reason(sent, why):
    with pytest.raises(PictureRefused) as refusal:
        rewritten(sent)
    assert refusal.value.message == why


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_file_with_bytes_changed_anywhere_is_a_picture_or_refused():
    chance = random.Random(4)
    sound = [jpeg(), png(20, 20, (b"\0" + b"\7" * 60) * 20)]
    for number in range(200):
        sent = bytearray(sound[number % 2])
        for _ in range(6):
            sent[chance.randrange(len(sent))] = chance.randrange(256)
        try:
            assert read(rewritten(bytes(sent))).format == "JPEG"
        except PictureRefused:
            continue


def test_markup_behind_a_picture_does_not_come_along():
    assert b"<script>" not in rewritten(jpeg() + b"<script>alert(1)</script>")
