"""A partner contact's own pages: the children referred, and referring another."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from participants.actions.refer import refer
from participants.forms.on_behalf import ReferralForm
from participants.models import Referral
from participants.policies.referral import agencies_of
from participants.querysets.referrals import open_to_referrals
from participants.rules.referral import NO_PLACE, PLACE, UNDECIDED, WAITING, WITHDRAWN, status
from portal.audit.actor import Actor
from portal.scope.roles import PARTNER_CONTACT
from portal.web.access import for_roles
from portal.web.http import AuthedRequest, render_page
from programmes.models import Group

_A_PAGE = 50
_WORDS = {
    PLACE: (gettext_lazy("Has a place"), "success"),
    WAITING: (gettext_lazy("On the waiting list"), "info"),
    NO_PLACE: (gettext_lazy("No place"), "danger"),
    UNDECIDED: (gettext_lazy("Not decided yet"), "neutral"),
    WITHDRAWN: (gettext_lazy("Withdrawn"), "neutral"),
}


@require_safe
@for_roles(PARTNER_CONTACT)
def referrals(request: AuthedRequest) -> HttpResponse:
    own = Referral.objects.visible_to(request.user).for_page()
    page = Paginator(own, _A_PAGE).get_page(request.GET.get("page"))
    lines = [(one, *_WORDS[status([wish.state for wish in one.application.wishes.all()])]) for one in page]
    return render_page(request, "participants/referrals.html", {"lines": lines, "page_obj": page})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(PARTNER_CONTACT)
def new_referral(request: AuthedRequest) -> HttpResponse:
    groups, sent = _groups(request), request.POST if request.method == "POST" else None
    form = ReferralForm(sent, groups=groups, agencies=agencies_of(request.user))
    if request.method == "POST" and form.is_valid():
        return _refer(request, form)
    context = {"form": form, "groups": groups}
    return render_page(request, "participants/refer.html", context, status=422 if form.errors else 200)


def _refer(request: AuthedRequest, form: ReferralForm) -> HttpResponse:
    try:
        referral, is_new = refer(
            actor=Actor.of(request.user),
            agency_id=form.agency_id,
            group_id=int(form.cleaned_data["group"]),
            told=form.told(form.cleaned_data["reference"]),
        )
    except Group.DoesNotExist:
        raise PermissionDenied(_("This group takes no referrals any more.")) from None
    values = {"name": referral.reference, "school": referral.school}
    if is_new:
        messages.success(request, _("%(name)s has been referred to %(school)s.") % values)
    else:
        messages.info(request, _("%(name)s had been referred to %(school)s before: nothing new.") % values)
    return redirect("participants:referrals")


def _groups(request: AuthedRequest) -> list[Group]:
    groups = Group.objects.everything(why="narrowed at once to what the user may refer to")
    found = open_to_referrals(groups, request.user, timezone.localdate())
    named = found.select_related("run__programme", "school")
    return list(named.order_by("school__name", "run__programme__public_name", "name", "pk"))
