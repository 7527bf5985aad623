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
from partners.models import AgencyKind, Contact, PartnerAgency, SchoolPartner
from portal.audit.actor import Actor
from portal.audit.saving import NameTaken, Refused
from portal.audit.versions import ChangedMeanwhile
from portal.geography.models import Municipality
from programmes.actions.choose_partners import (
    choose_partners,
    choose_runs,
    partners_of,
    parts_of,
    version_of_choice,
)
from programmes.models import RunPartner, RunSchool
from tests.db.agreeing import agency_in, draft, party, rows
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


def test_a_partner_is_of_any_kind_that_inclusion_work_knows():
    public = {"labour_welfare", "integration", "school", "special_school", "adult_education", "library"}
    around = {"youth_club", "volunteer_centre", "care_home", "voluntary_organisation", "county", "foundation"}
    of_music = {"upper_secondary", "folk_high_school", "university", "venue", "festival", "ensemble"}
    assert public | around | of_music <= set(AgencyKind.values)


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


def test_one_of_elsewhere_is_taken_up_by_whoever_names_it_and_by_nobody_who_guesses(samklang, browser_of):
    theirs = PartnerAgency.objects.create(
        municipality=samklang.koege.municipality, name="NAV", kind="other", organisation_number=NUMBER
    )
    nameless = PartnerAgency.objects.create(
        municipality=samklang.koege.municipality, name="Køge Bibliotek", kind="library"
    )
    abroad = PartnerAgency.objects.create(
        municipality=samklang.kongsberg.municipality, name="Nordisk", kind="other"
    )
    for agency, told in (
        (theirs, {"name": "", "number": ANOTHER}),
        (theirs, {"name": "Jobcenter", "number": ""}),
        (nameless, {"name": "Roskilde Bibliotek", "number": ""}),
        (abroad, {"name": "Nordisk", "number": ""}),
    ):
        with pytest.raises(PartnerAgency.DoesNotExist):
            take_up(**by(samklang), agency_id=agency.pk, **told)
    bodil = browser_of(samklang.bodil)
    typed = {
        "school": samklang.roskilde.pk,
        "name": "køge bibliotek",
        "kind": "library",
        "municipality": samklang.koege.municipality_id,
    }
    found = bodil.post(reverse("partners:new_partner"), typed)
    address = reverse("partners:take_up_partner", args=[nameless.pk])
    assert found.status_code == 422 and address in found.content.decode()
    told = {"school": samklang.roskilde.pk, "name": typed["name"]}
    for _twice in range(2):
        assert bodil.post(address, told).status_code == 302
    take_up(**by(samklang), agency_id=theirs.pk, name="", number=NUMBER)
    assert rows(SchoolPartner).count() == 2 and {"NAV", "Køge Bibliotek"} < seen_by(samklang.bodil)
    for wrong in ({"school": "9" * 30}, {"school": samklang.koege.pk}, {"name": "\0", "number": "\0"}):
        assert bodil.post(address, told | wrong).status_code == 404


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


def test_runs_of_a_partner_and_partners_of_a_run_are_chosen_for_ones_own_school_and_closed_ones_stay(
    samklang,
):
    agency, bodil = samklang.group.partner_school, {"actor": Actor.of(samklang.bodil)}
    library = agency_in(samklang, "Biblioteket")
    for words in ({"agency": agency}, {"as_written": "tre skoler"}):
        RunPartner.objects.create(run=samklang.closed_run, school=samklang.roskilde, **words)
    RunPartner.objects.create(run=samklang.run, school=samklang.roskilde, as_written="et bibliotek")
    part = rows(RunSchool).get(run=samklang.run, school=samklang.roskilde)
    theirs = rows(RunSchool).get(run=samklang.run, school=samklang.koege)
    closed = rows(RunSchool).get(run=samklang.closed_run, school=samklang.roskilde)
    nothing = version_of_choice(set())
    for stranger in (theirs, closed):
        with pytest.raises(RunSchool.DoesNotExist):
            choose_runs(**bodil, agency_id=agency.pk, keys={stranger.pk}, based_on=nothing)
        with pytest.raises(RunSchool.DoesNotExist):
            choose_partners(**bodil, part_id=stranger.pk, keys={agency.pk}, based_on=nothing)
    far = PartnerAgency.objects.create(municipality=samklang.koege.municipality, name="NAV", kind="other")
    with pytest.raises(PartnerAgency.DoesNotExist):
        choose_partners(**bodil, part_id=part.pk, keys={far.pk}, based_on=nothing)
    for _twice in range(2):
        choose_runs(**bodil, agency_id=agency.pk, keys={part.pk}, based_on=nothing)
    assert partners_of(part) == {agency.pk} and parts_of(samklang.bodil, agency) == {part.pk}
    with pytest.raises(ChangedMeanwhile):
        choose_partners(**bodil, part_id=part.pk, keys={library.pk}, based_on=nothing)
    seen = version_of_choice({agency.pk})
    for _twice in range(2):
        choose_partners(**bodil, part_id=part.pk, keys={library.pk}, based_on=seen)
    assert partners_of(part) == {library.pk}
    with pytest.raises(ChangedMeanwhile):
        choose_runs(**bodil, agency_id=library.pk, keys=set(), based_on=nothing)
    choose_runs(**bodil, agency_id=library.pk, keys=set(), based_on=version_of_choice({part.pk}))
    left = {str(one) for one in rows(RunPartner).filter(run__in=[samklang.run, samklang.closed_run])}
    assert left == {agency.name, "tre skoler", "et bibliotek"}


def test_the_pages_check_the_number_and_show_what_may_be_there(samklang, browser_of):
    bodil = browser_of(samklang.bodil)
    address = reverse("partners:new_partner")
    typed = {
        "school": samklang.roskilde.pk,
        "name": "Roskilde Bibliotek",
        "kind": "library",
        "municipality": samklang.roskilde.municipality_id,
        "organisation_number": "29189405",
        "brings": "øvelokaler",
        "brings_to": "børn, der er nye i byen",
    }
    answer = bodil.post(address, typed)
    assert answer.status_code == 422 and "organisation_number" in answer.context["form"].errors
    typed["organisation_number"] = "DK 29 18 94 04"
    assert bodil.post(address, typed).status_code == 302
    library = rows(PartnerAgency).get(name="Roskilde Bibliotek")
    assert library.organisation_number == NUMBER
    shown = bodil.get(reverse("programmes:partner", args=[library.pk])).content.decode()
    assert "Øvelokaler · børn, der er nye i byen" in shown and NUMBER in shown
    typed |= {"name": "Roskilde Biblioteks", "organisation_number": ""}
    answer = bodil.post(address, typed)
    assert answer.status_code == 422
    assert [(one.pk, known) for one, known in answer.context["twins"]] == [(library.pk, True)]
    assert b'type="checkbox"' in answer.content and b'value="Roskilde Biblioteks"' in answer.content
    assert bodil.post(address, typed | {"is_another": "on"}).status_code == 302
    listed = bodil.get(reverse("programmes:partners"), {"q": "biblioteks", "kind": "library"})
    assert [row.name for row in listed.context["page_obj"]] == ["Roskilde Biblioteks"]
    for nonsense in ({"q": "\0"}, {"q": "x" * 10_000}, {"kind": "x"}, {"page": "-1"}, {"page": "9" * 30}):
        assert bodil.get(reverse("programmes:partners"), nonsense).status_code == 200
    library.ended_on = timezone.localdate()
    library.save()
    assert list(bodil.get(reverse("programmes:partners")).context["ended"]) == [library]
