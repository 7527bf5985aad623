"""The agreement as a PDF for signing: what stands in it, made by a job, for those who may read it."""

import pytest
from django.urls import reverse

from partners.actions.write_agreement import ask_for_document
from partners.files import named_by_agreements
from partners.models import AgreementDocument
from partners.tasks import write
from portal.audit.actor import Actor
from portal.documents.storage import private_storage
from portal.jobs.models import Job, JobState
from tests.db.agreeing import draft, promised, rows, signed
from tests.documents.reading import elements, opened, text_of

pytestmark = pytest.mark.django_db


def asked(samklang, agreement) -> AgreementDocument:
    return ask_for_document(actor=Actor.of(samklang.bodil), agreement_id=agreement.pk)


def test_the_document_says_who_gives_what_and_has_a_place_for_each_signature(samklang, browser_of):
    agreement = draft(samklang, title="Sammen & om <musik>")
    promised(samklang, agreement, "agency", "room_hours", 20 * 60, service="Øvelokale")
    promised(samklang, agreement, "municipality", "money", 4_500_050, service="Tilskud", payer="municipality")
    document = asked(samklang, agreement)
    assert asked(samklang, agreement) == document
    write(str(document.job_id))
    document.refresh_from_db()
    with private_storage().open(document.file) as file:
        content = file.read()
    pdf, text = opened(content), text_of(content).replace("\N{NO-BREAK SPACE}", " ")
    assert str(pdf.Root.Lang) == "da" and str(pdf.docinfo["/Title"]) == "Sammen & om <musik>"
    for words in (
        "Øvelokale",
        "45 000,50 DKK",
        "1. januar 2026",
        "Pia Partner, leder",
        "Flere spiller sammen.",
    ):
        assert words in text, words
    kinds = [str(one.S) for one in elements(pdf)]
    assert kinds.count("/Table") == 2 and {"/H1", "/H2", "/TH"} <= set(kinds)
    assert named_by_agreements({document.file, "x"}) == {document.file}
    address = reverse("partners:agreement_document", args=[agreement.pk])
    answer = browser_of(samklang.bodil).get(address)
    assert answer.content == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser_of(samklang.kim).get(address).status_code == 404


def test_a_change_asks_for_a_new_document_and_who_has_lost_her_role_gets_none(samklang, browser_of):
    agreement = draft(samklang)
    promised(samklang, agreement, "agency", "places", 3)
    first = asked(samklang, agreement)
    page = reverse("reports:agreement", args=[agreement.pk])
    bodil = browser_of(samklang.bodil)
    assert bodil.get(page).context["page"].document_is_new
    promised(samklang, agreement, "agency", "places", 4)
    assert not bodil.get(page).context["page"].document_is_new
    second = asked(samklang, agreement)
    assert second != first
    signed(samklang, agreement)
    samklang.bodil.memberships.everything(why="her role ends").delete()
    write(str(second.job_id))
    job = Job.objects.everything(why="as it ended").get(pk=second.job_id)
    assert job.state == JobState.FAILED and "no longer coordinate" in job.reason
    assert not rows(AgreementDocument).exclude(file="").exists()
