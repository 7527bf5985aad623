import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()
# What the start has made stays for good, and a page makes thousands of objects that are gone with it:
# looking at the former again and again while making the latter takes a tenth of a request.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
