"""What staff have seen of one participant, and the way to her own answer in pictograms."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participants.actions.observe import observe
from participants.forms.outcomes import VALUES, ObservationForm
from participants.handed import Handed, path_of
from participants.models import Enrolment, Moment, Observation, Source
from participants.qr import draw
from participants.querysets.outcomes import next_to_observe
from portal.audit.actor import Actor
from portal.scope.roles import SCHOOL_ROLES
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.policies.run import RunClosed


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*SCHOOL_ROLES)
def observe_place(request: AuthedRequest, pk: int, moment: str) -> HttpResponse:
    if moment not in Moment.values:
        raise Http404
    places = Enrolment.objects.visible_to(request.user).as_participants()
    place = get_object_or_404(places.for_page(), pk=pk)
    kept = Observation.objects.visible_to(request.user).filter(
        run=place.group.run_id, participant=place.participant_id, moment=moment
    )
    mine = dict(kept.filter(source=Source.STAFF).values_list("scale", "value"))
    form = ObservationForm(request.POST or None, initial=mine)
    if request.method == "POST" and form.is_valid():
        return _save(request, place, Moment(moment), form)
    own_path = path_of(Handed(place.pk, Moment(moment), request.user.pk))
    own_url = request.build_absolute_uri(own_path)
    context = {
        "place": place,
        "moment": Moment(moment),
        "moments": list(Moment),
        "form": form,
        "scale": VALUES[1:],
        "own_url": own_url,
        "own_path": own_path,
        "qr": draw(own_url),
        "has_next": _next(request, place, moment) is not None,
        "answered": kept.filter(source=Source.PARTICIPANT).exists(),
    }
    return render_page(request, "participants/observe.html", context, status=422 if form.errors else 200)


def _save(request: AuthedRequest, place: Enrolment, moment: Moment, form: ObservationForm) -> HttpResponse:
    try:
        observe(
            actor=Actor.of(request.user),
            enrolment_id=place.pk,
            moment=moment,
            source=Source.STAFF,
            values=form.values(),
        )
    except Enrolment.DoesNotExist:
        raise Http404 from None
    except RunClosed as refusal:
        raise PermissionDenied(str(refusal)) from None
    messages.success(request, _("What you have seen of %(name)s is kept.") % {"name": place.participant})
    if "go_on" in request.POST and (following := _next(request, place, moment)):
        return redirect("participants:observe", pk=following, moment=moment)
    return redirect("participants:outcomes", pk=place.group.run_id)


def _next(request: AuthedRequest, place: Enrolment, moment: str) -> int | None:
    return next_to_observe(
        request.user, run=place.group.run_id, group=place.group_id, after=place.pk, moment=moment
    )
