from programmes.models import Group
from programmes.rules.public_place import public_place


def public_room(group: Group, room: str = "") -> str:
    """`room` or the group's own, unless it names the partner's school or the group: that would tell."""
    partner = group.partner_school.name if group.partner_school else ""
    return public_place(room or group.venue, [partner, group.name])
