"""A closed run is read, never changed."""

from django.utils.translation import gettext as _

from portal.audit.saving import Closed
from programmes.models import ProgrammeRun


class RunClosed(Closed):
    """Something in a closed run was to be changed; the message says so."""


def check_open(run: ProgrammeRun) -> None:
    """Raises RunClosed where the run has been closed."""
    if run.is_closed:
        raise RunClosed(
            _("%(run)s is closed: what was logged can be read but not changed.") % {"run": run.name}
        )
