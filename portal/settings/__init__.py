"""The settings: this module composes them; each concern has its own beside it."""

from portal.settings.core import *  # noqa: F403
from portal.settings.face import *  # noqa: F403
from portal.settings.jobs import *  # noqa: F403
from portal.settings.security import *  # noqa: F403
