"""Photos of a session, of those alone who may be photographed."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participants.actions.add_photo import PhotoRefused, add_photo
from participants.actions.remove_photos import remove_photo
from participants.files import photo_response
from participants.forms.photo import PhotoForm
from participants.models import Participant, Photo
from participants.photo_rules import PhotoRules, read_photo_rules
from participants.policies.participant import names_known
from participants.policies.roll_call import NotLoggable, obstacle_of
from participants.roll import read_roll
from portal.accounts.models import User
from portal.audit.actor import Actor
from portal.documents.pictures import MOST_BYTES, TOO_BIG
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from portal.web.uploads import uploads_at_most
from programmes.models import Session
from programmes.policies.run import RunClosed

PAGE = "participants/photos.html"


@dataclass(frozen=True)
class Shown:
    photo: Photo
    names: list[str]


@uploads_at_most(MOST_BYTES, TOO_BIG)
@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def photos(request: AuthedRequest, pk: int) -> HttpResponse:
    session = _session(request, pk)
    rules = read_photo_rules(read_roll(session, request.user))
    if request.method != "POST":
        return _show(request, session, rules, PhotoForm(allowed=rules.allowed))
    if obstacle := obstacle_of(session):
        raise PermissionDenied(obstacle)
    form = PhotoForm(request.POST, request.FILES, allowed=rules.allowed)
    if form.is_valid() and _add(request, session, form):
        messages.success(request, _("The photo is there."))
        return redirect("participants:photos", pk=pk)
    return _show(request, session, rules, form, status=422)


def _session(request: AuthedRequest, pk: int) -> Session:
    visible = Session.objects.visible_to(request.user).select_related("group__run", "school__municipality")
    return get_object_or_404(visible, pk=pk)


def _add(request: AuthedRequest, session: Session, form: PhotoForm) -> bool:
    values = form.cleaned_data
    try:
        add_photo(
            actor=Actor.of(request.user),
            session_id=session.pk,
            content=values["picture"],
            words=values["words"],
            people=form.chosen(),
        )
    except Session.DoesNotExist:
        raise Http404 from None
    except (RunClosed, NotLoggable) as refusal:
        raise PermissionDenied(str(refusal)) from None
    except PhotoRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _show(
    request: AuthedRequest, session: Session, rules: PhotoRules, form: PhotoForm, *, status: int = 200
) -> HttpResponse:
    obstacle = obstacle_of(session)
    context = {
        "session": session,
        "rules": rules,
        "form": None if obstacle else form,
        "obstacle": obstacle,
        "photos": _shown(session, request.user),
    }
    return render_page(request, PAGE, context, status=status)


def _shown(session: Session, user: User) -> list[Shown]:
    """Each with the names that the reader knows."""
    everybody = Participant.objects.everything(why="on photos that the user sees; names are judged below")
    rows = Photo.objects.visible_to(user).filter(session=session).select_related("added_by")
    found = list(rows.prefetch_related(Prefetch("people", everybody)))
    known = names_known(user, [person for row in found for person in row.people.all()])
    return [
        Shown(row, [person.short_name for person in row.people.all() if person.pk in known]) for row in found
    ]


@require_safe
@for_roles(*SCHOOL_ROLES)
def photo(request: AuthedRequest, pk: int) -> HttpResponse:
    """The file; the right is judged anew each time."""
    return photo_response(get_object_or_404(Photo.objects.visible_to(request.user), pk=pk))


@require_POST
@for_roles(*SCHOOL_ROLES)
def take_photo_away(request: AuthedRequest, pk: int) -> HttpResponse:
    try:
        gone = remove_photo(actor=Actor.of(request.user), photo_id=pk)
    except Photo.DoesNotExist:
        raise Http404 from None
    messages.success(request, _("The photo and its file are removed."))
    return redirect("participants:photos", pk=gone.session_id)
