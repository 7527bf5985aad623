"""Applications, database, files and mail."""

from portal.settings import environment as env

BASE_DIR = env.ROOT
ENVIRONMENT = env.choice("SAMKLANG_ENV", options=("development", "production"), default="development")
PRODUCTION = ENVIRONMENT == "production"
DEBUG = env.flag("DEBUG", default=False)
VAR = env.Path(env.text("SAMKLANG_VAR", str(BASE_DIR / "var")))
VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.secret_key("SECRET_KEY", required=PRODUCTION, kept_in=VAR / "secret_key")
# Keys of before: what they signed is still read.
SECRET_KEY_FALLBACKS = env.names("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", default=[] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"])
SITE_URL = env.url("SITE_URL", schemes=("http", "https"), default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "reports",
    "participants",
    "programmes",
    "partners",
    "portal.accounts",
    "portal.audit",
    "portal.geography",
    "portal.jobs",
    "portal.web",
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.web.middleware.locale_and_time_zone",
    "portal.web.middleware.nothing_stays",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.web.second_factor.AskForSecondFactor",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATABASES = {"default": env.database("DATABASE_URL", default_file=VAR / "samklang.sqlite3")}

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": env.text("MEDIA_ROOT", str(VAR / "media")),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "portal.web.static_files.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

_EMAIL = env.url("EMAIL_URL", schemes=("smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail"))
if _EMAIL:
    vars().update(env.environ.Env.email_url_config(_EMAIL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(VAR / "mail")
DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "Samklang <samklang@localhost>")
LOG_LEVEL = env.choice(
    "LOG_LEVEL", options=("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"), default="WARNING"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"hide_tokens": {"()": "portal.web.logs.HideTokens"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["hide_tokens"]}
    },
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {"django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}
