"""The colleagues of a school: who has which role, whom one has invited, and ending a role."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.actions.end_membership import LastCoordinator, end_membership
from portal.accounts.actions.invitation_mail import MailNotSent
from portal.accounts.actions.invite import NotInvited, invite, send_again, withdraw_invitation
from portal.accounts.actions.reset_second_factor import reset_second_factor
from portal.accounts.forms.colleagues import InviteForm
from portal.accounts.models import CultureSchool, Invitation, Membership
from portal.accounts.policies import check_may_reset_second_factor, may_manage_colleagues
from portal.audit.actor import Actor
from portal.scope.rights import rights_of
from portal.scope.roles import Role
from portal.web.access import for_roles, signed_in
from portal.web.http import AuthedRequest, render_page

PAGE = "accounts/colleagues.html"


@require_safe
@for_roles(Role.COORDINATOR)
def first_school(request: AuthedRequest) -> HttpResponse:
    """To the colleagues of one's school; the page names the others, if one coordinates several."""
    return redirect("school_colleagues", school=min(rights_of(request.user).of(Role.COORDINATOR)))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def colleagues(request: AuthedRequest, school: int) -> HttpResponse:
    row = _school(request, school)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invite(request, row, form):
        return redirect("school_colleagues", school=row.pk)
    everyone = Membership.objects.visible_to(request.user).current().filter(school=row)
    invitations = Invitation.objects.visible_to(request.user).filter(
        school=row, accepted_at=None, withdrawn_at=None
    )
    context = {
        "school": row,
        "schools": CultureSchool.objects.visible_to(request.user).coordinated_by(request.user),
        "memberships": everyone.select_related("user").order_by("user__name", "role"),
        "invitations": invitations.order_by("-invited_at"),
        "now": timezone.now(),
        "form": form,
    }
    return render_page(request, PAGE, context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def end_role(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks once more, then ends the role."""
    visible = Membership.objects.visible_to(request.user).exclude(school=None)
    membership = get_object_or_404(visible.select_related("user", "school"), pk=pk)
    school = _school(request, membership.school_id or 0)
    refusal = ""
    if request.method == "POST":
        try:
            end_membership(actor=Actor.of(request.user), membership_id=pk)
        except Membership.DoesNotExist:
            raise Http404 from None
        except LastCoordinator as error:
            refusal = str(error)
        else:
            messages.success(request, _("%(name)s no longer has this role.") % {"name": membership.user})
            return _back(request, school.pk)
    context = {"membership": membership, "refusal": refusal}
    return render_page(request, "accounts/end_role.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def reset_factor(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks once more, then resets a colleague's second factor."""
    visible = Membership.objects.visible_to(request.user).current().exclude(school=None)
    membership = get_object_or_404(visible.select_related("user", "school"), pk=pk)
    check_may_reset_second_factor(request.user, membership)
    if request.method != "POST":
        return render_page(request, "accounts/reset_second_factor.html", {"membership": membership})
    try:
        reset_second_factor(actor=Actor.of(request.user), membership_id=pk)
    except MailNotSent:
        messages.warning(
            request,
            _("It is reset, but the mail could not be sent: tell %(name)s.") % {"name": membership.user},
        )
    else:
        messages.success(request, _("The second factor of %(name)s is reset.") % {"name": membership.user})
    return _back(request, membership.school_id or 0)


@require_POST
@signed_in
def send_invitation_again(request: AuthedRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    try:
        send_again(actor=Actor.of(request.user), invitation_id=pk)
    except Invitation.DoesNotExist:
        messages.info(request, _("This invitation has been answered or withdrawn."))
    except MailNotSent:
        _say_not_sent(request)
    else:
        messages.success(request, _("Sent again to %(email)s.") % {"email": invitation.email})
    return _back(request, invitation.school_id)


@require_POST
@signed_in
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    try:
        withdraw_invitation(actor=Actor.of(request.user), invitation_id=pk)
    except Invitation.DoesNotExist:
        messages.info(request, _("This invitation has been answered or withdrawn."))
    else:
        messages.success(
            request, _("The invitation to %(email)s no longer works.") % {"email": invitation.email}
        )
    return _back(request, invitation.school_id)


def _back(request: AuthedRequest, school_id: int) -> HttpResponse:
    """To the colleagues, unless one has just ended one's own right to see them."""
    if school_id in rights_of(request.user).of(Role.COORDINATOR):
        return redirect("school_colleagues", school=school_id)
    return redirect("home")


def _invite(request: AuthedRequest, school: CultureSchool, form: InviteForm) -> bool:
    email = form.cleaned_data["email"]
    try:
        invite(actor=Actor.of(request.user), school_id=school.pk, email=email, role=form.cleaned_data["role"])
    except NotInvited as refusal:
        form.add_error("email", str(refusal))
        return False
    except MailNotSent:
        _say_not_sent(request)
    else:
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": email})
    return True


def _say_not_sent(request: AuthedRequest) -> None:
    messages.warning(
        request, _("The invitation stands, but the mail could not be sent. Send it again in a while.")
    )


def _school(request: AuthedRequest, pk: int) -> CultureSchool:
    visible = CultureSchool.objects.visible_to(request.user).select_related("municipality")
    school = get_object_or_404(visible, pk=pk)
    if not may_manage_colleagues(request.user, school):
        raise PermissionDenied
    return school
