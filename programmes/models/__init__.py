from programmes.models.accounts import AccountsImport, AccountsMapping, ActualLine, ClosedPeriod, ImportState
from programmes.models.budget import Basis, BudgetLine, Payer
from programmes.models.commitment import CommitmentUse
from programmes.models.feed import CalendarFeed
from programmes.models.format import Format
from programmes.models.goal import FocusArea, Goal, GoalResult, GoalUnit
from programmes.models.group import Employer, Group, Staffing
from programmes.models.plan import SchoolHoliday, SessionKind, SessionPlan
from programmes.models.programme import (
    AgeGroup,
    Level,
    Programme,
    ProgrammeKind,
    ProgrammeMembership,
    ProgrammeSchool,
    SubRegion,
    SubRegionSchool,
)
from programmes.models.run import ProgrammeRun, RunGrant, RunPartner, RunSchool, RunState
from programmes.models.season import Criterion, CriterionKind, PublicText, Season
from programmes.models.session import CancelReason, Session, SessionState, Substitute
from programmes.models.strategy import COUNTED, FocusLine, FocusProgramme, FocusTarget, LineKind
from programmes.models.training import Training, TrainingDay, TrainingPresence
from programmes.models.work import HeadCount, HeadCountKind, WorkHours, WorkKind

__all__ = [
    "COUNTED",
    "AccountsImport",
    "AccountsMapping",
    "ActualLine",
    "AgeGroup",
    "Basis",
    "BudgetLine",
    "CalendarFeed",
    "CancelReason",
    "ClosedPeriod",
    "CommitmentUse",
    "Criterion",
    "CriterionKind",
    "Employer",
    "FocusArea",
    "FocusLine",
    "FocusProgramme",
    "FocusTarget",
    "Format",
    "Goal",
    "GoalResult",
    "GoalUnit",
    "Group",
    "HeadCount",
    "HeadCountKind",
    "ImportState",
    "Level",
    "LineKind",
    "Payer",
    "Programme",
    "ProgrammeKind",
    "ProgrammeMembership",
    "ProgrammeRun",
    "ProgrammeSchool",
    "PublicText",
    "RunGrant",
    "RunPartner",
    "RunSchool",
    "RunState",
    "SchoolHoliday",
    "Season",
    "Session",
    "SessionKind",
    "SessionPlan",
    "SessionState",
    "Staffing",
    "SubRegion",
    "SubRegionSchool",
    "Substitute",
    "Training",
    "TrainingDay",
    "TrainingPresence",
    "WorkHours",
    "WorkKind",
]
