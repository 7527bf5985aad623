"""The settings of a school, or the defaults of its country where it has set nothing."""

from participants.models import SchoolSettings
from portal.accounts.models import CultureSchool
from portal.geography.models import Country

_BY_COUNTRY: dict[str, dict[str, int]] = {
    # Norway: the age of 15 for own decisions on personal data in ordinary cases (Datatilsynet's guidance).
    Country.NORWAY: {"photo_consent_age": 15, "sharing_consent_age": 18, "own_application_age": 18},
    # Denmark: 15 as a rule of thumb for own consent (Datatilsynet's guidance on consent).
    Country.DENMARK: {"photo_consent_age": 15, "sharing_consent_age": 18, "own_application_age": 18},
}


def settings_of(school: CultureSchool) -> SchoolSettings:
    """The stored row, or an unsaved one with the defaults of the school's country."""
    rows = SchoolSettings.objects.everything(why="rules of the school that the caller works for")
    return rows.filter(school=school).first() or _defaults(school)


def settings_read_with(school: CultureSchool) -> SchoolSettings:
    """The same, as it was when the school was read: no question where the two were read together."""
    return getattr(school, "settings", None) or _defaults(school)


def default_of(country: str, name: str) -> int:
    """What holds for a school that has set nothing."""
    return _BY_COUNTRY[country][name]


def _defaults(school: CultureSchool) -> SchoolSettings:
    return SchoolSettings(school=school, **_BY_COUNTRY[school.country])
