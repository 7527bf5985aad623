"""Sending what `tell_staff` put on its way."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from participants.models import Notice, NoticeKind
from participants.post import Mail, post
from portal.accounts.models import User
from portal.jobs.lease import Claim, JobRefused
from portal.scope.rights import rights_of
from portal.scope.roles import PARTNER_CONTACT, Role


def send_notice(*, claim: Claim) -> Notice:
    """Raises JobRefused for somebody who no longer has the role, and what `post` does."""
    notices = Notice.objects.everything(why="the notice of a claimed job")
    notice = notices.select_related("user", "school").get(job=claim.job)
    if not _has_the_role(notice.user, notice):
        raise JobRefused(_("This person no longer has the role that the mail is for."))
    language = notice.user.language
    with translation.override(language):
        mail = Mail(notice.user.email, _words("notice_subject", notice), _words("notice", notice), language)
    post(claim, notice, mail)
    return notice


def _has_the_role(user: User, notice: Notice) -> bool:
    if notice.kind == NoticeKind.REFERRAL:
        return rights_of(user).holds(PARTNER_CONTACT)
    return notice.school_id in rights_of(user).of(Role.COORDINATOR)


def _words(part: str, notice: Notice) -> str:
    context = {"notice": notice, "url": settings.SITE_URL}
    return render_to_string(f"participants/mail/{part}.txt", context).strip()
