"""The Celery application. What a job is stands in `portal.jobs`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
app = Celery("samklang")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
