"""Celery and the life of a job. All times are settings, so that tests are fast."""

from celery.schedules import crontab

from portal.settings import environment as env
from portal.settings.core import VAR

_LONGEST_JOB_SECONDS = 15 * 60
REDIS_URL = env.url("REDIS_URL", schemes=("redis", "rediss"))
CACHE_URL = env.url("CACHE_URL", schemes=("redis", "rediss"))
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, str | float]
if REDIS_URL:
    CELERY_BROKER_URL = REDIS_URL
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Above the longest job, or Redis hands a job that still runs to a second worker.
        "visibility_timeout": 2 * _LONGEST_JOB_SECONDS,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
    }
else:
    _BROKER = VAR / "broker"
    for _folder in ("messages", "control"):
        (_BROKER / _folder).mkdir(parents=True, exist_ok=True)
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(_BROKER / "messages"),
        "data_folder_out": str(_BROKER / "messages"),
        "control_folder": str(_BROKER / "control"),
        "polling_interval": 0.05,
    }
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = _LONGEST_JOB_SECONDS
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_TIMEZONE = "UTC"

JOB_LEASE_SECONDS = env.number("JOB_LEASE_SECONDS", default=60, least=1)
JOB_RESEND_SECONDS = env.number("JOB_RESEND_SECONDS", default=20, least=0.2)
JOB_SWEEP_SECONDS = env.number("JOB_SWEEP_SECONDS", default=15, least=0.2)
JOB_ATTEMPTS = 3
ORPHAN_FILE_SECONDS = env.number("ORPHAN_FILE_SECONDS", default=24 * 3600, least=1)
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "portal.jobs.sweep", "schedule": JOB_SWEEP_SECONDS},
    "follow-applications": {"task": "participants.follow_applications", "schedule": JOB_SWEEP_SECONDS},
    "expire-offers": {"task": "participants.expire_offers", "schedule": crontab(minute="5")},
    # In UTC: the night in both countries, in summer and winter.
    "remove-expired": {"task": "participants.begin_removal", "schedule": crontab(hour="1", minute="20")},
    # In UTC: the morning in both countries, when a text message may come.
    "remind-due": {"task": "participants.remind_due", "schedule": crontab(hour="6", minute="40")},
    "drop-forgotten-accounts": {
        "task": "programmes.drop_forgotten_accounts",
        "schedule": crontab(hour="1", minute="50"),
    },
    # Before the day's work begins.
    "remind-deadlines": {"task": "reports.begin_reminding", "schedule": crontab(hour="5", minute="10")},
}

if CACHE_URL:
    # Another database number than the broker's: clearing the cache must never empty the queue.
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(VAR / "cache"),
        }
    }
DOCUMENT_MEMORY_MB = env.number("DOCUMENT_MEMORY_MB", default=1500, least=200)
DOCUMENT_CPU_SECONDS = env.number("DOCUMENT_CPU_SECONDS", default=120, least=1)
DOCUMENT_WALL_SECONDS = env.number("DOCUMENT_WALL_SECONDS", default=240, least=1)

EMAIL_TIMEOUT = 20
# The address of an SMS gateway, with its user and password (docs/production.md).
SMS_URL = env.url("SMS_URL", schemes=("https", "http"))
SMS_FROM = env.text("SMS_FROM")
MESSAGE_RETRY_SECONDS = env.number("MESSAGE_RETRY_SECONDS", default=120, least=0.2)
MESSAGE_PATIENCE_SECONDS = env.number("MESSAGE_PATIENCE_SECONDS", default=4 * 3600, least=0)
NOTICE_WAIT_SECONDS = env.number("NOTICE_WAIT_SECONDS", default=600, least=0)
