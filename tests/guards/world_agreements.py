"""Partners, agreements and papers, of each place."""

import secrets
from collections.abc import Mapping

from partners.models import Attachment
from portal.accounts.models import CultureSchool, User
from portal.documents import storage

Arguments = Mapping[str, object]


def of_agreements(schools: Mapping[str, CultureSchool], by: User) -> dict[str, dict[str, Arguments]]:
    return {"paper": {place: {"pk": paper_of(school, by).pk} for place, school in schools.items()}}


def paper_of(school: CultureSchool, by: User, **about) -> Attachment:
    stored = storage.publish("paper.pdf", secrets.token_bytes(20))
    return Attachment.objects.create(
        school=school,
        kind="other",
        title="Bilag",
        file=stored.path,
        content_type="application/pdf",
        size=stored.size,
        sha256=stored.sha256,
        added_by=by,
        **about,
    )
