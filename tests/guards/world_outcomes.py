"""What came of a run, of each place: somebody to observe, a goal, a quote, an address handed over."""

from collections.abc import Mapping

from participants.handed import Handed, path_of
from participants.models import Moment
from programmes.models import Group, Staffing
from tests.db import people
from tests.db.outcomes import goal_of, quote_of

Arguments = Mapping[str, object]


def of_outcomes(groups: Mapping[str, Group]) -> dict[str, dict[str, Arguments]]:
    """Goals are of open runs; an address is handed over where somebody works in the group."""
    objects: dict[str, dict[str, Arguments]] = {"goal of run": {}, "quote": {}, "observed": {}, "handed": {}}
    for place, group in groups.items():
        enrolled = people.enrol(group, people.child(group.school, "Malthe"))
        objects["observed"][place] = {"pk": enrolled.pk, "moment": "start"}
        objects["quote"][place] = {"pk": quote_of(group).pk}
        if not group.run.is_closed:
            objects["goal of run"][place] = {"pk": group.run_id, "goal": goal_of(group).pk}
        staff = Staffing.objects.everything(why=people.WHY).filter(group=group, user__isnull=False).first()
        if staff:
            path = path_of(Handed(enrolled.pk, Moment.START, staff.user_id))
            objects["handed"][place] = {"token": path.strip("/").split("/")[-1]}
    objects["handed question"] = {
        place: {**arguments, "question": "safety"} for place, arguments in objects["handed"].items()
    }
    return objects
