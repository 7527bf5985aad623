from programmes.models.budget import BudgetLine, Payer
from programmes.models.group import Employer, Format, Group, Staffing
from programmes.models.programme import (
    AgeGroup,
    Programme,
    ProgrammeKind,
    ProgrammeMembership,
    ProgrammeSchool,
    SubRegion,
)
from programmes.models.run import ProgrammeRun, RunPartner, RunSchool, RunState
from programmes.models.season import Criterion, CriterionKind, PublicText, Season
from programmes.models.session import CancelReason, Session, SessionState
from programmes.models.work import HeadCount, HeadCountKind, WorkHours, WorkKind

__all__ = [
    "AgeGroup",
    "BudgetLine",
    "CancelReason",
    "Criterion",
    "CriterionKind",
    "Employer",
    "Format",
    "Group",
    "HeadCount",
    "HeadCountKind",
    "Payer",
    "Programme",
    "ProgrammeKind",
    "ProgrammeMembership",
    "ProgrammeRun",
    "ProgrammeSchool",
    "PublicText",
    "RunPartner",
    "RunSchool",
    "RunState",
    "Season",
    "Session",
    "SessionState",
    "Staffing",
    "SubRegion",
    "WorkHours",
    "WorkKind",
]
