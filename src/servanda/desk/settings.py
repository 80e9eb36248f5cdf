"""Settings of the desk. Everything that differs between installations is an environment variable; `serve --help` lists them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from servanda.desk.databases import database
from servanda.desk.environment import Environment
from servanda.desk.listening import LOOPBACK
from servanda.desk.mail_hosts import listening, mailboxes, relay
from servanda.desk.mail_tls import listener_tls
from servanda.desk.providers import provider
from servanda.desk.proxies import proxies
from servanda.desk.secret import long_key, secret_key

HERE = Path(__file__).resolve().parent

_environment = Environment(os.environ)
DEBUG = _environment.flag("SERVANDA_DEBUG", default=False)
VAR = _environment.folder("SERVANDA_VAR", Path.cwd() / "var")
POLICIES = _environment.text("SERVANDA_POLICIES")
ALLOWED_HOSTS = _environment.names("SERVANDA_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
GALLERY = _environment.flag("SERVANDA_GALLERY", default=DEBUG)
HTTPS = _environment.flag("SERVANDA_HTTPS", default=False)
HSTS = _environment.number("SERVANDA_HSTS_SECONDS", default=31_536_000, least=0, most=63_072_000)
PROXIES = _environment.address("SERVANDA_PROXIES", proxies, otherwise=[])
STATIC_KIND = _environment.choice("SERVANDA_STATIC", ("plain", "hashed"), "plain")
API_RATE = _environment.number("SERVANDA_API_PER_MINUTE", default=120, least=1, most=1_000_000)
_given_key = _environment.address("SERVANDA_SECRET_KEY", long_key, otherwise="")
DEMO = _environment.flag("SERVANDA_DEMO", default=False)
WORKER = _environment.choice("SERVANDA_WORKER", ("inside", "elsewhere"), "inside")
ADDRESS = _environment.text("SERVANDA_ADDRESS", "http://localhost:8000").rstrip("/")
MAILBOXES = _environment.address("SERVANDA_IMAP", mailboxes, otherwise=())
MAILBOX_SECONDS = _environment.number("SERVANDA_IMAP_SECONDS", default=10, least=1, most=3600)
RELAY = _environment.address("SERVANDA_SMTP", relay, otherwise=None)
_host = urlsplit(ADDRESS).hostname or "localhost"
MAIL_FROM = _environment.text("SERVANDA_MAIL_FROM", f"servanda@{'localhost' if _host in LOOPBACK else _host}")
LISTENING = _environment.address("SERVANDA_SMTP_LISTEN", listening, otherwise=None)
LISTENING_TLS = listener_tls(
    _environment,
    certificate="SERVANDA_SMTP_LISTEN_CERTIFICATE",
    key="SERVANDA_SMTP_LISTEN_KEY",
    required="SERVANDA_SMTP_LISTEN_TLS_REQUIRED",
)
_database = _environment.address("SERVANDA_DATABASE", partial(database, folder=VAR), otherwise={})
OIDC_NAME = _environment.text("SERVANDA_OIDC_NAME")
_provider = provider(
    _environment,
    issuer=_environment.text("SERVANDA_OIDC_ISSUER"),
    client=_environment.text("SERVANDA_OIDC_CLIENT_ID"),
    secret=_environment.text("SERVANDA_OIDC_CLIENT_SECRET"),
    name=OIDC_NAME,
)
_environment.check()

SECRET_KEY = secret_key(_given_key, VAR)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "servanda.desk.web",  # before allauth, whose pages it draws itself
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "servanda.desk.outbox",
    "servanda.desk.accounts",
    "servanda.desk.organisations",
    "servanda.desk.agreements",
    "servanda.desk.tickets",
    "servanda.desk.channels",
    "servanda.desk.demo",
    "servanda.desk.api",
]
MIDDLEWARE = [
    "servanda.desk.web.middleware.whole_files",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "servanda.desk.web.middleware.permissions_policy",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "servanda.desk.web.middleware.keep_private",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "servanda.desk.web.who.WhoAsks",
    "servanda.desk.web.middleware.refuse_null_signs",
    "servanda.desk.web.once.once",
    "servanda.desk.web.middleware.lead_back",
]
ROOT_URLCONF = "servanda.desk.urls"
ASGI_APPLICATION = "servanda.desk.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "servanda.desk.web.context.surroundings",
            ],
            "builtins": ["servanda.desk.web.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

FORM_RENDERER = "servanda.desk.web.problems.Renderer"
DATABASES = {"default": _database}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so that nobody drives counters out by making others
    },
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "near"},
}
"""Attempts are counted where every process sees them; what each may count again for itself is kept near."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [HERE / "locale"]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "servanda.desk.web.account.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proven by the invitation or the link that came to it
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/15m/key"}  # as many mails as links that sign in
ACCOUNT_FORMS = {
    "login": "servanda.desk.web.account.forms.SignInForm",
    "reset_password": "servanda.desk.web.account.forms.ForgottenForm",
    "reset_password_from_key": "servanda.desk.web.account.forms.NewPasswordForm",
    "set_password": "servanda.desk.web.account.forms.FirstPasswordForm",
    "change_password": "servanda.desk.web.account.forms.ChangePasswordForm",
    "reauthenticate": "servanda.desk.web.account.forms.PasswordAgainForm",
}
MFA_ADAPTER = "servanda.desk.web.account.adapters.GuardAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "servanda.desk.web.account.forms.CodeForm",
    "reauthenticate": "servanda.desk.web.account.forms.CodeAgainForm",
    "activate_totp": "servanda.desk.web.account.forms.AuthenticatorForm",
    "add_webauthn": "servanda.desk.web.account.forms.PasskeyForm",
    "edit_webauthn": "servanda.desk.web.account.forms.PasskeyNameForm",
}
SOCIALACCOUNT_ADAPTER = "servanda.desk.web.account.adapters.ProviderAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: form-action 'self' would stop a form that leads elsewhere
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": _provider}}
NINJA_NUM_PROXIES = 0  # who is behind a proxy was found out when the request came in
CSRF_FAILURE_VIEW = "servanda.desk.web.views.doorstep.stale"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "root"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static" if STATIC_KIND == "hashed" else None
_STATIC_STORAGES = {
    "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "hashed": "servanda.desk.web.one_sheet.OneSheetStorage",
}
STORAGES = {"staticfiles": {"BACKEND": _STATIC_STORAGES[STATIC_KIND]}}
WHITENOISE_USE_FINDERS = STATIC_KIND == "plain"
WHITENOISE_AUTOREFRESH = DEBUG

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a proxy asks it without HTTPS
SECURE_HSTS_SECONDS = HSTS if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
