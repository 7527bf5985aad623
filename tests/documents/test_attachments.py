"""A paper that somebody sends: known by its content; what acts or hurts is refused, with what to do."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from portal.documents import attachments
from portal.documents.attachments import (
    ACTIVE,
    BROKEN,
    EMPTY,
    LOCKED,
    OF_NO_KIND,
    TOO_BIG,
    AttachmentRefused,
    accepted,
)
from portal.documents.pdf_look import look
from portal.documents.pictures import IS_HEIC, MOST_BYTES


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def pdf(change=None, **saving) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        if change:
            change(made)
        made.save(out, **saving)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, kind)
    return out.getvalue()


def refusal(content: bytes) -> object:
    with pytest.raises(AttachmentRefused) as refused:
        accepted(content)
    return refused.value.message


def open_action(made: pikepdf.Pdf) -> None:
    made.Root.OpenAction = script()


def nested_deep(made: pikepdf.Pdf) -> None:
    link = Dictionary(
        Type=Name.Annot, A=Dictionary(S=Name.URI, Next=Array([Array([Dictionary(S=Name.Launch)])]))
    )
    made.pages[0].Annots = Array([link])


def on_opening_a_page(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = Dictionary(O=made.make_indirect(script()))


def named_by_nothing(made: pikepdf.Pdf) -> None:
    made.Root.Own = made.make_indirect(Dictionary(S=Name.Launch))


def with_a_file(made: pikepdf.Pdf) -> None:
    made.attachments["virus.exe"] = b"MZ"


def sends_itself(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(A=Dictionary(S=Name.SubmitForm, F=String("http://x.example")))


def test_a_pdf_stays_as_it_is_and_a_picture_is_written_anew():
    plain = pdf()
    kept = accepted(plain)
    assert (kept.content, kept.content_type, kept.ending) == (plain, "application/pdf", ".pdf")
    with_objects = pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert accepted(with_objects).content == with_objects
    for kind in ("JPEG", "PNG"):
        sent = picture(kind) + b"<script>alert(1)</script>"
        kept = accepted(sent)
        assert (kept.content_type, kept.ending) == ("image/jpeg", ".jpg")
        assert b"script" not in kept.content


@pytest.mark.parametrize(
    "change",
    [open_action, nested_deep, on_opening_a_page, named_by_nothing, with_a_file, sends_itself],
    ids=lambda change: change.__name__,
)
def test_a_pdf_that_does_more_than_show_is_found(change):
    hidden = {"object_stream_mode": pikepdf.ObjectStreamMode.generate, "compress_streams": True}
    assert {look(pdf(change)), look(pdf(change, **hidden))} == {"active"}


def test_what_is_found_is_refused_with_what_to_do():
    assert refusal(pdf(open_action)) == ACTIVE


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", EMPTY),
        (b"%PDF-" + b"0" * MOST_BYTES, TOO_BIG),
        (b"%PDF-1.7\nnothing of the kind", BROKEN),
        (b"<html><script>alert(1)</script>", OF_NO_KIND),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='go()'/>", OF_NO_KIND),
        (b"\n%PDF-1.7", OF_NO_KIND),
        (b"PK\x03\x04word/document.xml", OF_NO_KIND),
        (b"MZ\x90\x00", OF_NO_KIND),
        (b"GIF89a;", OF_NO_KIND),
        (b"\x00\x00\x00\x18ftypheic", IS_HEIC),
        (b"\x00\x00\x00\x18ftypisom", OF_NO_KIND),
    ],
)
def test_anything_else_is_refused_with_what_to_do(content, why):
    assert refusal(content) == why


def test_a_locked_pdf_is_refused():
    assert refusal(pdf(encryption=pikepdf.Encryption(owner="a", user="b"))) == LOCKED
    # Opens without a password, so that it can be read.
    assert accepted(pdf(encryption=pikepdf.Encryption(owner="a", user=""))).content_type == attachments.PDF


def test_a_pdf_made_to_hurt_its_reader_harms_a_process_of_its_own(monkeypatch):
    """A look that dies, or takes too long, is a file that cannot be read."""
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 400_000 + b"\nendobj\ntrailer\n<</Root 1 0 R>>\n"
    assert refusal(deep) == BROKEN
    monkeypatch.setattr(attachments, "LOOK_SECONDS", 0.001)
    assert refusal(pdf()) == BROKEN
