"""Signing in, cookies, what a browser may load, and the API's defaults."""

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal.settings import environment as env
from portal.settings.core import ALLOWED_HOSTS, PRODUCTION, SITE_URL

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
CSRF_FAILURE_VIEW = "portal.web.errors.csrf_failure"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "portal.accounts.adapter.ClosedAccountAdapter"
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "reset_password": "portal.accounts.forms.AskForResetForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
    "change_password": "portal.accounts.forms.ChangeOwnPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# How many proxies of ours write X-Forwarded-For: the limits count whoever stands before them.
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.number("TRUSTED_PROXIES", default=1 if PRODUCTION else 0))
# Of codes that were wrong no more than `second_factor` on one account, beside what holds for passwords.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "second_factor": "30/d/key",
}
# Whether roles that see children need a code besides the password.
SECOND_FACTOR = env.flag("SECOND_FACTOR", default=PRODUCTION)
MFA_ADAPTER = "portal.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {"authenticate": "portal.accounts.forms.second_factor.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samklang"
# A code is taken for half a minute longer on both sides: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1
# What families send without an account, within five minutes: by link, by contact, and by address far more,
# for an office or a reception centre sits behind one.
LIMIT_BY_LINK = env.number("LIMIT_BY_LINK", default=100, least=1)
LIMIT_BY_CONTACT = env.number("LIMIT_BY_CONTACT", default=10, least=1)
LIMIT_BY_ADDRESS = env.number("LIMIT_BY_ADDRESS", default=2000, least=1)

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "worker-src": [SELF],
        "style-src": [SELF],
        # data: the design system draws its icons as images inside the style sheet.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}
if PRODUCTION:
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("ALLOWED_HOSTS is missing: name the hosts that production answers to.")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "portal.api.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "portal.api.errors.handle",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Samklang",
    "DESCRIPTION": "Inclusion programmes of municipal culture schools. The same scope as the pages.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "GET_LIB_DOC_EXCLUDES": "portal.api.schema.without_words_for_readers",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "CountryEnum": "portal.geography.models.Country",
        "RunStateEnum": "programmes.models.RunState",
        "SessionStateEnum": "programmes.models.SessionState",
        "CancelReasonEnum": "programmes.models.CancelReason",
        "EnrolmentStateEnum": "participants.models.EnrolmentState",
        "JobStateEnum": "portal.jobs.models.JobState",
    },
}
