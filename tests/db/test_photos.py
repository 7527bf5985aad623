"""Photos of a session: of those alone who may be photographed, and gone when one of them may not any more."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from participants.actions.add_photo import PhotoRefused, add_photo
from participants.actions.change_consents import change_consents
from participants.actions.join_participants import join_participants
from participants.actions.protect_address import protect_address
from participants.actions.remove_expired import NAME, remove_expired
from participants.actions.remove_person import erase_person
from participants.files import named_by_photos
from participants.models import Consent, Participant, Photo, PhotoPerson
from participants.photo_rules import photographable
from participants.policies.roll_call import NotLoggable
from participants.rules.ages import Born
from participants.rules.photo_consent import may_be_photographed
from portal.audit.actor import Actor
from portal.documents.pictures import TOO_BIG
from portal.documents.storage import private_storage
from programmes.models import ProgrammeRun, Session
from programmes.policies.run import RunClosed
from tests.db.people import WHY, child, enrol, pair_of, session

TODAY = datetime.date(2026, 11, 21)
OWN_AGE = 15


def rows(model: type):
    return model.objects.everything(why=WHY)


def consents(person: Participant, by: str = "guardian") -> Consent:
    return Consent.objects.create(
        school=person.school,
        participant=person,
        purpose="photo",
        by=by,
        given_at=timezone.now(),
        actor_kind="link",
    )


def picture(colour: str = "red", kind: str = "JPEG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind)
    return out.getvalue()


def sent(*people: Participant, content: bytes | None = None, **fields) -> dict[str, object]:
    file = SimpleUploadedFile("amina hjemme.svg", content or picture(), "image/svg+xml")
    ticked = [str(person.pk) for person in people]
    return {"picture": file, "words": "Tre trommer", "people": ticked, "nobody_else": "on", **fields}


def page(of: Session) -> str:
    return reverse("participants:photos", args=[of.pk])


@pytest.fixture
def shown(samklang) -> Photo:
    """Amina and Bo on one photo, both with consent; Clara has none."""
    for person in (samklang.amina, samklang.bo):
        consents(person)
    return add_photo(
        actor=Actor.of(samklang.ida),
        session_id=samklang.yesterday.pk,
        content=picture(),
        words="To spiller",
        people=[samklang.amina.pk, samklang.bo.pk],
    )


def is_gone(photo: Photo) -> bool:
    left = rows(Photo).filter(pk=photo.pk).exists() or rows(PhotoPerson).filter(photo=photo.pk).exists()
    return not left and not private_storage().exists(photo.file)


@pytest.mark.parametrize(
    ("held", "taken_back", "born", "allowed"),
    [
        ({"guardian"}, set(), Born(2015), True),
        (set(), set(), Born(2015), False),
        ({"child"}, set(), Born(2015), False),
        ({"guardian"}, {"child"}, Born(2015), False),
        ({"guardian", "child"}, {"child"}, Born(2015), True),
        ({"person"}, set(), Born(2015), False),
        ({"guardian"}, set(), Born(2008), False),
        ({"person"}, set(), Born(2008), True),
        ({"guardian"}, set(), Born(2011), True),
        ({"guardian"}, set(), Born(2011, datetime.date(2011, 11, 21)), False),
        ({"guardian"}, set(), Born(2011, datetime.date(2011, 11, 22)), True),
        ({"guardian"}, set(), None, True),
        (set(), {"guardian"}, None, False),
    ],
)
def test_who_may_be_photographed(held, taken_back, born, allowed):
    """15 is the age of own consent here; with the year alone, whoever may be younger counts as younger."""
    said = may_be_photographed(held=held, taken_back=taken_back, born=born, own_age=OWN_AGE, today=TODAY)
    assert said is allowed


def test_the_roll_says_who_may_not_be_photographed_and_names_no_protected_child(samklang, browser_of):
    hidden = child(samklang.roskilde, "Hemmelig", address_protection="strictly")
    enrol(samklang.group, hidden)
    consents(hidden)
    consents(samklang.amina)
    ida = browser_of(samklang.ida)
    for address in (
        reverse("participants:roll_call", args=[samklang.yesterday.pk]),
        page(samklang.yesterday),
    ):
        text = ida.get(address).content.decode()
        line = text[text.index("photo-rules") :].partition("</p>")[0]
        assert "Bo P." in line and "Clara P." in line and "Amina" not in line
        assert "Hemmelig" not in text
        assert len([word for word in line.split(",") if word.strip()]) == 3
    assert photographable([hidden, samklang.amina, samklang.bo]) == {samklang.amina.pk}


def test_a_photo_is_written_anew_and_shown_to_those_who_see_the_session(samklang, browser_of):
    consents(samklang.amina)
    ida = browser_of(samklang.ida)
    for _click in range(2):
        assert ida.post(page(samklang.yesterday), sent(samklang.amina)).status_code == 302
    (photo,) = rows(Photo)
    assert [person.participant for person in rows(PhotoPerson)] == [samklang.amina]
    assert photo.file.endswith(".jpg") and "amina" not in photo.file
    assert named_by_photos({photo.file, "x"}) == {photo.file}
    address = reverse("participants:photo", args=[photo.pk])
    answer = ida.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == 'inline; filename="photo.jpg"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert Image.open(io.BytesIO(answer.content)).format == "JPEG"
    assert 'alt="Tre trommer"' in ida.get(page(samklang.yesterday)).content.decode()
    assert browser_of(samklang.bodil).get(address).status_code == 200
    for stranger in (samklang.otto, samklang.kim):
        assert browser_of(stranger).get(address).status_code == 404
    private_storage().delete(photo.file)
    assert ida.get(address).status_code == 404


def test_who_has_not_consented_cannot_be_ticked_and_nobody_else_may_be_seen(samklang, browser_of):
    consents(samklang.amina)
    consents(samklang.dagny)
    ida = browser_of(samklang.ida)
    wrong = [
        sent(samklang.bo),
        sent(samklang.dagny),
        sent(samklang.amina, nobody_else=""),
        sent(samklang.amina, words=""),
        sent(samklang.amina, words="x" * 201),
        sent(samklang.amina, people=["x"]),
        sent(samklang.amina, picture="kein Bild"),
        sent(samklang.amina, content=b"<svg><script>alert(1)</script></svg>"),
        sent(samklang.amina, content=b"\0\0\0\x18ftypheic" + b"\0" * 40),
        sent(samklang.amina, content=b"\xff" * (10 * 1024 * 1024 + 1)),
    ]
    for one in wrong:
        answer = ida.post(page(samklang.yesterday), one)
        assert answer.status_code == 422 and "ds-error-summary" in answer.content.decode()
    assert not rows(Photo).exists()
    huge = ida.post(page(samklang.yesterday), sent(content=b"x" * 11_000_000))
    assert (huge.status_code, huge.url) == (302, page(samklang.yesterday))
    with translation.override("da"):
        assert str(TOO_BIG) in ida.get(huge.url).content.decode()


def test_the_forms_token_is_asked_for(samklang):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(samklang.ida)
    assert strict.post(page(samklang.yesterday), sent()).status_code == 403


@pytest.mark.parametrize("who", ["ida", "bodil"])
def test_whoever_sees_the_session_takes_a_photo_away_with_its_file(
    who, samklang, shown, browser_of, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        away = reverse("participants:remove_photo", args=[shown.pk])
        assert browser_of(getattr(samklang, who)).post(away).status_code == 302
    assert is_gone(shown)


def test_nothing_is_added_to_a_closed_run_or_a_session_ahead(samklang):
    about = {"actor": Actor.of(samklang.ida), "content": picture(), "words": "Trommer", "people": []}
    with pytest.raises(NotLoggable):
        add_photo(session_id=samklang.tomorrow.pk, **about)
    with pytest.raises(RunClosed):
        add_photo(session_id=session(samklang.closed_group, -3).pk, **about)
    with pytest.raises(Session.DoesNotExist):
        add_photo(session_id=samklang.koege_session.pk, **about)
    with pytest.raises(PhotoRefused):
        add_photo(session_id=samklang.yesterday.pk, **{**about, "people": [samklang.clara.pk]})
    stored = [
        path for folder in private_storage().listdir("")[0] for path in private_storage().listdir(folder)[1]
    ]
    assert not [path for path in stored if path.endswith(".jpg")] or not rows(Photo).exists()


def _withdrawn(samklang, by="guardian"):
    change_consents(
        actor=Actor.of(samklang.bodil), participant_id=samklang.amina.pk, asked=[("photo", by)], said=[]
    )


def _protected(samklang):
    keepers = [samklang.bodil.pk, samklang.ida.pk]
    protect_address(
        actor=Actor.of(samklang.bodil), participant_id=samklang.amina.pk, level="strictly", keepers=keepers
    )


def _erased(samklang):
    erase_person(actor=Actor.of(samklang.bodil), participant_id=samklang.amina.pk)


def _of_old_run(samklang):
    rows(ProgrammeRun).filter(pk=samklang.run.pk).update(
        retention_on=TODAY, ends_on=TODAY - datetime.timedelta(1), starts_on=TODAY - datetime.timedelta(9)
    )
    now = datetime.datetime.combine(TODAY + datetime.timedelta(2), datetime.time(2), datetime.UTC)
    remove_expired(actor=Actor.system(NAME), now=now)


def _joined_with_a_no(samklang):
    twin = child(samklang.roskilde, "Amina")
    taken_back = consents(twin)
    taken_back.withdrawn_at = timezone.now()
    taken_back.save()
    pair = pair_of(samklang.amina, twin)
    join_participants(actor=Actor.of(samklang.bodil), pair_id=pair.pk)


@pytest.mark.parametrize("event", [_withdrawn, _protected, _erased, _of_old_run, _joined_with_a_no])
def test_every_photo_of_the_person_goes_at_once_with_its_file(
    event, samklang, shown, django_capture_on_commit_callbacks
):
    alone = add_photo(
        actor=Actor.of(samklang.ida),
        session_id=samklang.yesterday.pk,
        content=picture("blue"),
        words="Bo alene",
        people=[samklang.bo.pk],
    )
    with django_capture_on_commit_callbacks(execute=True):
        event(samklang)
    assert is_gone(shown)
    assert is_gone(alone) is (event is _of_old_run)


def test_a_child_who_takes_its_yes_back_is_heard_and_another_purpose_takes_nothing(
    samklang, shown, django_capture_on_commit_callbacks
):
    consents(samklang.amina, "child")
    with django_capture_on_commit_callbacks(execute=True):
        change_consents(
            actor=Actor.of(samklang.bodil),
            participant_id=samklang.amina.pk,
            asked=[("sharing", "guardian"), ("photo", "guardian"), ("photo", "child")],
            said=[("photo", "guardian"), ("photo", "child")],
        )
    assert not is_gone(shown)
    with django_capture_on_commit_callbacks(execute=True):
        _withdrawn(samklang, "child")
    assert is_gone(shown)
    assert not photographable([samklang.amina])
