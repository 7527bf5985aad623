import datetime

from django.db.models import Q


def enrolled_between(first: datetime.date, last: datetime.date, of: str = "") -> Q:
    """Enrolled on at least one day of the period, both ends included.

    `of` leads from the rows that are asked for to their enrolments, such as "enrolments__".
    """
    has_not_left = Q((f"{of}left_on", None)) | Q((f"{of}left_on__gte", first))
    return has_not_left & Q((f"{of}enrolled_on__isnull", False), (f"{of}enrolled_on__lte", last))
