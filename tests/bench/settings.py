"""The portal's settings, with an empty page beside the portal's own and the number of queries told."""

from portal.settings import *  # noqa: F403
from portal.settings import MIDDLEWARE as PORTAL_MIDDLEWARE

ROOT_URLCONF = "tests.bench.urls"
MIDDLEWARE = ["tests.bench.counting.tell_queries", *PORTAL_MIDDLEWARE]
# The bench's browsers sign in with a password alone; a code that was given costs no query.
SECOND_FACTOR = False
