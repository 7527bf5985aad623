"""The two documents as a council or a funder gets them."""

import page
import pikepdf
import pytest
from django.utils import translation
from django.utils.translation import gettext

from participants.models import Participant
from partners.models import PartnerAgency
from portal.accounts.models import CultureSchool
from programmes.models import Format, Programme, ProgrammeRun, Session
from reports.definitions.registry import definition
from reports.models import ReportRun
from tests.documents.reading import elements, opened, text_of
from tests.reports.making import BOTH_YEARS, WHY, ask, build, content

pytestmark = pytest.mark.django_db
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    "</style><style>*{display:none}",
    "<svg onload=x><image href=http://198.51.100.1/a.png>",
    "url(file:///etc/passwd) {{ 7|add:7 }} {% now %}",
]


@pytest.fixture(scope="module", params=["lead_report", "roskilde_report", "aas_report"])
def report(request) -> ReportRun:
    return request.getfixturevalue(request.param)


def test_it_keeps_to_pdf_ua_1(report):
    result = page.validate_pdf_bytes(content(report), profile="ua1")
    assert result.is_compliant, [(failure.rule_id, failure.message) for failure in result.failures]


def test_it_is_titled_and_in_the_language_of_its_country(report):
    pdf = opened(content(report))
    assert str(pdf.docinfo["/Title"]) == report.title
    assert str(pdf.Root.Lang) == report.language == ("nb" if report.definition == "municipality" else "da")


def test_its_letters_travel_with_it(report):
    pdf = opened(content(report))
    fonts = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_each_page_but_the_cover_carries_title_version_and_number(report):
    data = content(report)
    with translation.override(report.language):
        version = gettext("Version %(version)s") % {"version": report.version}
    text = text_of(data)
    for number in range(2, len(opened(data).pages) + 1):
        assert f"{report.title} · {version} {number}" in text


def test_its_pictures_are_described(report):
    with opened(content(report)) as pdf:
        described = [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"]
    assert described
    assert all(len(description) > 20 for description in described)


def test_the_figures_of_the_programme_stand_in_its_text(lead_report):
    text = text_of(content(lead_report))
    total = lead_report.snapshot["total"]
    assert "102 17 20 24" in text
    assert f"{total['planned']} {total['held']} {total['cancelled']} {total['attendances']}" in text
    assert "Roskilde: Fjordskolen Hedevang 20" in text
    for week in lead_report.snapshot["weeks"]:
        assert f"{week['planned']} {week['held']} {week['cancelled']} {week['attendances']}" in text


def test_the_funding_stands_in_its_text_with_its_shares(lead_report):
    text = text_of(content(lead_report))
    assert "450 000 DKK 60 %" in text
    assert "300 000 DKK 40 %" in text
    assert "750 000 DKK 100 %" in text
    with translation.override("da"):
        rest = gettext("own and other funding, not divided in the source")
    assert rest[1:] in text


def test_its_method_page_defines_each_number(lead_report):
    text = text_of(content(lead_report)).replace(" ", "")
    with translation.override("da"):
        labels = [str(metric.label) for metric in definition("programme").metrics.values()]
    assert len(labels) == 11
    assert [label for label in labels if label.replace(" ", "") not in text] == []


@pytest.fixture
def hostile(demonstration) -> ReportRun:
    """A report whose programme, run, schools, formats and notes are full of markup."""
    programme = Programme.objects.everything(why=WHY).get(public_name="Kulturmetropolen")
    lead = programme.memberships.everything(why=WHY).get(sub_region=None).user
    autumn = ProgrammeRun.objects.everything(why=WHY).filter(programme=programme, name="Efterår 2024")
    autumn.update(name=HOSTILE[1])
    Programme.objects.everything(why=WHY).filter(pk=programme.pk).update(public_name=HOSTILE[0])
    PartnerAgency.objects.everything(why=WHY).filter(name="Valhøj Skole").update(name=HOSTILE[2])
    CultureSchool.objects.everything(why=WHY).filter(name="Ishøj Kulturskole").update(name=HOSTILE[3])
    Format.objects.everything(why=WHY).filter(name="Langt forløb").update(name=HOSTILE[4])
    Session.objects.everything(why=WHY).update(note=HOSTILE[0])
    Participant.objects.everything(why=WHY).update(given_name=HOSTILE[1])
    return build(ask(lead, "programme", BOTH_YEARS))


def test_markup_in_names_comes_out_as_text_in_document_and_page(hostile, browser_of):
    assert hostile.is_published, hostile.job.reason
    text = text_of(content(hostile)).replace(" ", "")
    for piece in ("<script>alert(1)</script>", "file:///etc/passwd", "</style><style>*{display:none}"):
        assert piece in text
    assert "7|add:7" in text
    assert "root:" not in text
    shown = browser_of(hostile.requested_by).get(f"/reports/{hostile.pk}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_markup_in_names_changes_no_figure_and_hides_no_part(hostile):
    assert hostile.snapshot["total"]["participants"] == 102
    assert len(opened(content(hostile)).pages) > 6
