"""Papers of agreements and grants: kept privately, once, by those who coordinate the school alone."""

import datetime
import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from partners.actions.attach import attach, remove_attachment
from partners.files import named_by_attachments
from partners.forms.attachment import AttachmentForm
from partners.models import Agreement, Attachment, Funder, Grant
from portal.audit.actor import Actor
from portal.audit.models import AuditEntry
from portal.audit.saving import Refused
from portal.documents.attachments import TOO_BIG
from portal.documents.pictures import MOST_BYTES
from portal.documents.storage import private_storage
from tests.db.people import WHY

DAY = datetime.date(2026, 1, 1)


def pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, deterministic_id=True)
    return out.getvalue()


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    return out.getvalue()


def papers():
    return Attachment.objects.everything(why=WHY)


def agreement_of(school, **fields) -> Agreement:
    return Agreement.objects.create(
        school=school,
        kind="cooperation",
        title="Sammen",
        aims="Mere musik",
        starts_on=DAY,
        ends_on=DAY.replace(month=12, day=31),
        **fields,
    )


def grant_of(school, **fields) -> Grant:
    funder, _made = Funder.objects.everything(why=WHY).get_or_create(
        name="Fonden", defaults={"kind": "foundation", "country": "DK"}
    )
    dates = {"starts_on": DAY, "ends_on": DAY.replace(month=12, day=31)}
    return Grant.objects.create(
        school=school, funder=funder, purpose="Musik", amount=100, currency="DKK", **dates, **fields
    )


@pytest.fixture
def kept(samklang) -> Attachment:
    return attach(
        actor=Actor.of(samklang.bodil),
        school_id=samklang.roskilde.pk,
        kind="receipts",
        title="Bilag 7",
        content=pdf(),
        grant_id=grant_of(samklang.roskilde).pk,
    )


def test_a_paper_is_kept_once_and_handed_out_to_be_kept(samklang, kept, browser_of, client):
    again = attach(
        actor=Actor.of(samklang.bodil),
        school_id=samklang.roskilde.pk,
        kind="receipts",
        title="Andet navn",
        content=pdf(),
        grant_id=kept.grant_id,
    )
    assert again == kept and papers().count() == 1
    assert named_by_attachments({kept.file, "x"}) == {kept.file}
    assert kept.file.endswith(".pdf") and "Bilag" not in kept.file
    assert AuditEntry.objects.filter(action="attach paper", object_id=str(kept.pk)).count() == 1
    address = reverse("partners:attachment", args=[kept.pk])
    answer = browser_of(samklang.bodil).get(address)
    assert answer.content == pdf()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="samklang-{kept.pk}.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    for stranger, status in ((samklang.ida, 403), (samklang.lone, 403), (samklang.kim, 404)):
        assert browser_of(stranger).get(address).status_code == status
    assert client.get(address).status_code == 302
    private_storage().delete(kept.file)
    assert browser_of(samklang.bodil).get(address).status_code == 404


def test_nothing_is_kept_of_what_is_refused_or_outside_the_scope(samklang):
    bodil = {"actor": Actor.of(samklang.bodil), "school_id": samklang.roskilde.pk, "title": ""}
    before = set(private_storage().listdir("")[0])
    with pytest.raises(Refused, match="no PDF, JPEG or PNG"):
        attach(**bodil, kind="other", content=b"<html>")
    elsewhere, own = agreement_of(samklang.koege), agreement_of(samklang.roskilde)
    with pytest.raises(Agreement.DoesNotExist):
        attach(**bodil, kind="other", content=pdf(), agreement_id=elsewhere.pk)
    with pytest.raises(Grant.DoesNotExist):
        attach(**bodil, kind="other", content=pdf(), grant_id=grant_of(samklang.koege).pk)
    with pytest.raises(type(samklang.koege).DoesNotExist):
        attach(**bodil | {"school_id": samklang.koege.pk}, kind="other", content=pdf())
    with pytest.raises(type(samklang.koege).DoesNotExist):
        attach(**bodil | {"actor": Actor.of(samklang.ida)}, kind="other", content=pdf())
    assert not papers().exists() and not _files_since(before)
    named = attach(**bodil, kind="other", name="scan 1", content=picture(), agreement_id=own.pk)
    assert (named.title, named.content_type) == ("scan 1", "image/jpeg")
    nameless = attach(**bodil, kind="receipts", content=picture())
    assert nameless.title == "receipts" and (nameless.agreement, nameless.grant) == (None, None)


def _files_since(before: set[str]) -> list[str]:
    new = set(private_storage().listdir("")[0]) - before
    return [file for folder in new for file in private_storage().listdir(folder)[1]]


def test_removing_takes_the_file_along_but_not_what_has_to_stay(
    samklang, kept, django_capture_on_commit_callbacks
):
    bodil = Actor.of(samklang.bodil)
    with pytest.raises(Attachment.DoesNotExist):
        remove_attachment(actor=Actor.of(samklang.kim), attachment_id=kept.pk)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(actor=bodil, attachment_id=kept.pk)
    assert not papers().exists() and not private_storage().exists(kept.file)
    signed = agreement_of(samklang.roskilde, signed_on=DAY)
    closed = grant_of(samklang.roskilde, state="closed", awarded_on=DAY)
    common = {"actor": bodil, "school_id": samklang.roskilde.pk, "title": "", "content": pdf()}
    copy = attach(**common, kind="signed_agreement", agreement_id=signed.pk)
    other = attach(**common, kind="other", agreement_id=signed.pk)
    receipt = attach(**common, kind="receipts", grant_id=closed.pk)
    for paper, why in ((copy, "add the right one first"), (receipt, "its papers stay")):
        with pytest.raises(Refused, match=why):
            remove_attachment(actor=bodil, attachment_id=paper.pk)
    remove_attachment(actor=bodil, attachment_id=other.pk)
    assert set(papers()) == {copy, receipt}
    # A wrong file may name a child: it goes once the right one is there.
    right = attach(**common | {"content": picture()}, kind="signed_agreement", agreement_id=signed.pk)
    remove_attachment(actor=bodil, attachment_id=copy.pk)
    assert set(papers()) == {right, receipt}


def test_the_form_says_what_is_missing_and_what_is_too_large():
    form = AttachmentForm({}, {}, kinds=["receipts", "report"])
    assert set(form.errors) == {"kind", "file"}
    one = AttachmentForm(
        {"kind": "receipts"}, {"file": SimpleUploadedFile("a.b.pdf", pdf())}, kinds=["receipts"]
    )
    assert one.is_valid() and one.values()["name"] == "a.b" and one.values()["content"] == pdf()
    large = SimpleUploadedFile("a.pdf", b"")
    large.size, large.file = MOST_BYTES + 1, io.BytesIO(b"x")
    refused = AttachmentForm({"kind": "receipts"}, {"file": large}, kinds=["receipts"])
    assert "10 MB" in str(refused.errors["file"])
    assert "kind" in AttachmentForm({"kind": "x"}, {}, kinds=["receipts"]).errors


def test_a_page_that_takes_papers_asks_for_its_token_and_reads_nothing_that_is_too_large(
    samklang, browser_of
):
    """The check of the token is put off until the size is known, and not left out."""
    agreement = agreement_of(samklang.roskilde)
    address = reverse("reports:agreement", args=[agreement.pk])
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(samklang.bodil)
    sent = {"kind": "other", "file": SimpleUploadedFile("a.pdf", pdf())}
    assert strict.post(address, sent).status_code == 403
    assert not papers().exists()
    bodil = browser_of(samklang.bodil)
    refused = bodil.post(address, {}, CONTENT_LENGTH=str(MOST_BYTES + 200_000))
    assert (refused.status_code, refused.url) == (302, address)
    with translation.override("da"):
        assert [str(one) for one in bodil.get(address).context["messages"]] == [str(TOO_BIG)]
    script = SimpleUploadedFile("a.pdf", b"<html><script>alert(1)</script>")
    answer = bodil.post(address, sent | {"file": script})
    assert answer.status_code == 422 and "file" in answer.context["attach_form"].errors
    sent["file"].seek(0)
    assert bodil.post(address, sent).status_code == 302
    (kept,) = papers()
    other = attach(
        actor=Actor.of(samklang.bodil),
        school_id=samklang.roskilde.pk,
        kind="receipts",
        title="",
        content=pdf(),
    )
    assert bodil.post(address, {"remove": other.pk}).status_code == 404
    for nonsense in ("", "x", "-1", "9" * 30):
        assert bodil.post(address, {"remove": nonsense}).status_code == 404
    assert bodil.post(address, {"remove": kept.pk}).status_code == 302
    assert list(papers()) == [other]
