from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import CultureSchool
from portal.jobs.models import Job
from portal.scope.querysets import ScopedQuerySet


class NoticeKind(models.TextChoices):
    """What a mail to staff or to a partner is about. Its words name nobody and nothing."""

    APPLICATION = "application", _("new applications")
    ANSWER = "answer", _("a family has answered")
    APPEAL = "appeal", _("an appeal has come in")
    REFERRAL = "referral", _("something was decided on a referral")
    OPENING = "opening", _("an administrator has opened a person's page")


class Notice(models.Model):
    """A mail to somebody who signs in, on its way or sent: that there is something to look at.

    It leads to no child: who it is about stands behind the sign-in alone.
    """

    school = models.ForeignKey(CultureSchool, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=NoticeKind.choices)
    job = models.OneToOneField(Job, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.user_id}"
