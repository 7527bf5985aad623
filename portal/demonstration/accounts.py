"""The accounts of the demonstration. All people are made up, and every address is on a reserved domain."""

from dataclasses import dataclass

DOMAIN = "samklang.example"
PASSWORD = "samklang-demo-2026"  # noqa: S105 - printed at every start: it opens made-up data alone


def address(who: str, where: str) -> str:
    return f"{who}.{where}@{DOMAIN}"


TEACHER = address("teacher", "roskilde")
COLLEAGUE = address("teacher4", "roskilde")
COORDINATOR = address("coordinator", "roskilde")
LEADER = address("leader", "roskilde")
PROGRAMME_LEAD = address("lead", "kulturmetropolen")
PARTNER_CONTACT = address("contact", "oestervangsskolen")
SUB_REGION_COORDINATOR = address("subregion", "ungmusikk")
KONGSBERG_TEACHER = address("teacher", "kongsberg")
KONGSBERG_COORDINATOR = address("coordinator", "kongsberg")
KONGSBERG_CONTACT = address("contact", "kongsberg")
AAS_TEACHER = address("teacher", "aas")
AAS_COORDINATOR = address("coordinator", "aas")
AAS_LEADER = address("leader", "aas")
ALSTAHAUG_COORDINATOR = address("coordinator", "alstahaug")
HERLEV_COORDINATOR = address("coordinator", "herlev")
HERLEV_LEADER = address("leader", "herlev")
ADMINISTRATOR = address("administrator", "portal")


@dataclass(frozen=True)
class Account:
    """An account that the start of the portal prints, with what to try as that person."""

    role: str
    email: str
    try_this: str


ACCOUNTS = (
    Account("teacher, Roskilde", TEACHER, "Today: log the session of Østervangsskolen's group"),
    Account("coordinator, Roskilde", COORDINATOR, "Applications: one free place, two applicants"),
    Account("municipal leader, Roskilde", LEADER, "Reports: Roskilde's part of Kulturmetropolen"),
    Account("programme lead, Kulturmetropolen", PROGRAMME_LEAD, "Reports: ask for the programme's report"),
    Account("partner contact, Østervangsskolen", PARTNER_CONTACT, "Referred children: refer a child"),
    Account(
        "sub-region coordinator, UngMusikk",
        SUB_REGION_COORDINATOR,
        "Sub-region: its six schools, on any day",
    ),
    Account("teacher, Kongsberg", KONGSBERG_TEACHER, "Today: the two levels of fordypning"),
    Account(
        "coordinator, Kongsberg",
        KONGSBERG_COORDINATOR,
        "Seasons: next year's fordypning, places in every state",
    ),
    Account("partner contact, NAV Kongsberg", KONGSBERG_CONTACT, "Referrals: a child, and what came of it"),
    Account("coordinator, Ås", AAS_COORDINATOR, "Groups: the summer school of 2022, closed"),
    Account(
        "coordinator, Alstahaug",
        ALSTAHAUG_COORDINATOR,
        "Agreements: the one with Dønna, which asks to be renewed",
    ),
    Account("municipal leader, Ås", AAS_LEADER, "Reports: the year 2022 for the council"),
    Account("administrator", ADMINISTRATOR, "Openings: one person, for an hour, with a reason"),
)
