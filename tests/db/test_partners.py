"""Partners: found before they are made twice, with people by period, of one's municipality and elsewhere."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from partners.actions.save_agency import (
    AgencyFacts,
    LooksTheSame,
    change_agency,
    make_agency,
    take_up,
    version_of_agency,
)
from partners.actions.save_contact import ContactFacts, add_contact, change_contact, version_of_contact
from partners.models import Contact, PartnerAgency, SchoolPartner
from portal.audit.actor import Actor
from portal.audit.saving import NameTaken, Refused
from portal.audit.versions import ChangedMeanwhile
from portal.geography.models import Municipality
from programmes.actions.choose_partner_runs import choose_partner_runs, parts_of, version_of_parts
from programmes.models import RunPartner, RunSchool
from tests.db.agreeing import draft, party, rows
from tests.db.people import Samklang

pytestmark = pytest.mark.django_db
NUMBER, ANOTHER = "29189404", "10150817"
FIRST = datetime.date(2025, 1, 1)


def facts(samklang: Samklang, name: str = "Roskilde Bibliotek", **changed) -> AgencyFacts:
    return AgencyFacts(
        municipality_id=samklang.roskilde.municipality_id, name=name, kind="library", **changed
    )


def by(samklang: Samklang, who: str = "bodil", school: str = "roskilde") -> dict:
    return {"actor": Actor.of(getattr(samklang, who)), "school_id": getattr(samklang, school).pk}


def seen_by(user) -> set[str]:
    return {one.name for one in PartnerAgency.objects.visible_to(user).seen_by_coordinator(user)}


def test_one_that_looks_the_same_is_shown_and_the_coordinator_decides(samklang):
    library = make_agency(**by(samklang), facts=facts(samklang, organisation_number=NUMBER))
    for again in (
        facts(samklang, "Roskilde  bibliotek"),
        facts(samklang, "Roskilde Biblioteks"),
        facts(samklang, "Noget andet", organisation_number=NUMBER),
    ):
        with pytest.raises(LooksTheSame) as found:
            make_agency(**by(samklang), facts=again)
        assert found.value.twins == [library]
    branch = make_agency(**by(samklang), facts=facts(samklang, "Roskilde Biblioteks"), is_another=True)
    assert branch != library
    for taken in (facts(samklang), facts(samklang, "Noget andet", organisation_number=NUMBER)):
        with pytest.raises(NameTaken, match="this name or this number"):
            make_agency(**by(samklang), facts=taken, is_another=True)
    assert make_agency(**by(samklang), facts=facts(samklang, "Gimle")).name == "Gimle"


def test_an_agency_of_elsewhere_is_seen_by_the_school_that_works_with_it(samklang):
    koege = samklang.koege.municipality_id
    university = facts(samklang, "Musikkonservatoriet", organisation_number=ANOTHER)
    row = make_agency(**by(samklang), facts=replace(university, municipality_id=koege))
    assert row.name in seen_by(samklang.bodil) and row.name in seen_by(samklang.kim)
    # Køge has a school: what the agency is called is its business.
    changed = replace(university, municipality_id=koege, name="Konservatoriet")
    seen = {"facts": changed, "based_on": version_of_agency(row)}
    with pytest.raises(PermissionDenied):
        change_agency(actor=Actor.of(samklang.bodil), agency_id=row.pk, **seen)
    assert change_agency(actor=Actor.of(samklang.kim), agency_id=row.pk, **seen).name == "Konservatoriet"
    with pytest.raises(ChangedMeanwhile):
        change_agency(
            actor=Actor.of(samklang.kim),
            agency_id=row.pk,
            facts=replace(changed, brings="lærere"),
            based_on=seen["based_on"],
        )
    # Where no school is, whoever works with it keeps it.
    nowhere = Municipality.objects.create(country="DK", code_in_2024="0999", name="Ingensteds")
    alone = make_agency(
        **by(samklang), facts=replace(facts(samklang, "Højskolen"), municipality_id=nowhere.pk)
    )
    change_agency(
        actor=Actor.of(samklang.bodil),
        agency_id=alone.pk,
        facts=replace(facts(samklang, "Højskolen Fjord"), municipality_id=nowhere.pk),
        based_on=version_of_agency(alone),
    )
    assert "Højskolen Fjord" not in seen_by(samklang.kim)


def test_it_is_taken_up_by_whoever_knows_its_number_and_by_nobody_who_guesses(samklang):
    theirs = PartnerAgency.objects.create(
        municipality=samklang.koege.municipality, name="NAV", kind="other", organisation_number=NUMBER
    )
    nameless = PartnerAgency.objects.create(
        municipality=samklang.koege.municipality, name="Køge Bibliotek", kind="library"
    )
    for agency, number in ((theirs, ANOTHER), (theirs, ""), (nameless, "")):
        with pytest.raises(PartnerAgency.DoesNotExist):
            take_up(**by(samklang), agency_id=agency.pk, number=number)
    with pytest.raises(LooksTheSame):
        make_agency(**by(samklang), facts=facts(samklang, "Jobcenter", organisation_number=NUMBER))
    for _twice in range(2):
        take_up(**by(samklang), agency_id=theirs.pk, number=NUMBER)
    assert rows(SchoolPartner).count() == 1 and "NAV" in seen_by(samklang.bodil)
    abroad = PartnerAgency.objects.create(
        municipality=samklang.kongsberg.municipality,
        name="Nordisk",
        kind="other",
        organisation_number="974760673",
    )
    with pytest.raises(PartnerAgency.DoesNotExist):
        take_up(**by(samklang), agency_id=abroad.pk, number="974760673")


def test_last_years_paper_still_names_last_years_contact(samklang):
    agreement = draft(samklang)
    pia = party(agreement, "agency").contact
    actor, agency = Actor.of(samklang.bodil), samklang.group.partner_school
    left = ContactFacts("Pia Partner", pia.valid_from, datetime.date(2026, 6, 30), title="leder")
    change_contact(actor=actor, contact_id=pia.pk, facts=left, based_on=version_of_contact(pia))
    new = ContactFacts("Quirine Ny", datetime.date(2026, 7, 1))
    for _twice in range(2):
        add_contact(actor=actor, agency_id=agency.pk, facts=new)
    assert rows(Contact).filter(agency=agency).count() == 2
    assert party(agreement, "agency").contact.name == "Pia Partner"
    of_day = rows(Contact).filter(agency=agency).valid_on(datetime.date(2026, 12, 1))
    assert [one.name for one in of_day] == ["Quirine Ny"]
    with pytest.raises(Refused, match="before the first"):
        add_contact(
            actor=actor, agency_id=agency.pk, facts=ContactFacts("X", FIRST, FIRST.replace(year=2024))
        )
    for stranger in (samklang.kim, samklang.ida):
        with pytest.raises(PartnerAgency.DoesNotExist):
            add_contact(actor=Actor.of(stranger), agency_id=agency.pk, facts=new)
        with pytest.raises(Contact.DoesNotExist):
            change_contact(actor=Actor.of(stranger), contact_id=pia.pk, facts=new, based_on="")


def test_runs_are_chosen_for_ones_own_school_and_closed_ones_stay(samklang):
    agency, actor = samklang.group.partner_school, Actor.of(samklang.bodil)
    RunPartner.objects.create(run=samklang.closed_run, school=samklang.roskilde, agency=agency)
    part = rows(RunSchool).get(run=samklang.run, school=samklang.roskilde)
    theirs = rows(RunSchool).get(run=samklang.run, school=samklang.koege)
    closed = rows(RunSchool).get(run=samklang.closed_run, school=samklang.roskilde)
    nothing = version_of_parts(set())
    for stranger in (theirs, closed):
        with pytest.raises(RunSchool.DoesNotExist):
            choose_partner_runs(actor=actor, agency_id=agency.pk, parts={stranger.pk}, based_on=nothing)
    for _twice in range(2):
        choose_partner_runs(actor=actor, agency_id=agency.pk, parts={part.pk}, based_on=nothing)
    assert parts_of(samklang.bodil, agency) == {part.pk}
    with pytest.raises(ChangedMeanwhile):
        choose_partner_runs(actor=actor, agency_id=agency.pk, parts=set(), based_on=nothing)
    choose_partner_runs(actor=actor, agency_id=agency.pk, parts=set(), based_on=version_of_parts({part.pk}))
    assert [one.run for one in rows(RunPartner).filter(agency=agency)] == [samklang.closed_run]


def test_the_pages_check_the_number_and_show_what_may_be_there(samklang, browser_of):
    bodil = browser_of(samklang.bodil)
    address = reverse("partners:new_partner")
    typed = {
        "school": samklang.roskilde.pk,
        "name": "Roskilde Bibliotek",
        "kind": "library",
        "municipality": samklang.roskilde.municipality_id,
        "organisation_number": "29189405",
    }
    answer = bodil.post(address, typed)
    assert answer.status_code == 422 and "organisation_number" in answer.context["form"].errors
    typed["organisation_number"] = "DK 29 18 94 04"
    assert bodil.post(address, typed).status_code == 302
    library = rows(PartnerAgency).get(name="Roskilde Bibliotek")
    assert library.organisation_number == NUMBER
    typed |= {"name": "Roskilde Biblioteks", "organisation_number": ""}
    answer = bodil.post(address, typed)
    assert answer.status_code == 422
    assert [(one.pk, known) for one, known in answer.context["twins"]] == [(library.pk, True)]
    assert b'type="checkbox"' in answer.content and b'value="Roskilde Biblioteks"' in answer.content
    assert bodil.post(address, typed | {"is_another": "on"}).status_code == 302
    listed = bodil.get(reverse("programmes:partners"), {"q": "biblioteks", "kind": "library"})
    assert [row.name for row in listed.context["page_obj"]] == ["Roskilde Biblioteks"]
    library.ended_on = timezone.localdate()
    library.save()
    assert list(bodil.get(reverse("programmes:partners")).context["ended"]) == [library]
