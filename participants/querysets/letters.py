from typing import Self

from participants.querysets.enrolments import OfEnrolmentQuerySet


class LetterQuerySet(OfEnrolmentQuerySet):
    def of_link(self, link: int) -> Self:
        """Those of what was applied for through a family's link, once they are made."""
        return self.filter(enrolment__application__link=link).exclude(file="")


class AppealQuerySet(OfEnrolmentQuerySet):
    def open(self) -> Self:
        return self.filter(answered_on=None)
