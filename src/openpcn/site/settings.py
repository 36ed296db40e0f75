"""Every setting, read from the environment once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from openpcn.kernel.errors import NotPossible
from openpcn.kernel.state import PACKAGE, state_folder


def secret_key(folder: Path) -> str:
    """The installation's own key, made once and readable by its owner only."""
    place = folder / "secret-key"
    try:
        if not place.exists():
            make_key(place)
        return place.read_text()
    except OSError as trouble:
        raise NotPossible(
            f"The state folder {folder} cannot be used: {trouble.strerror}.",
            next_step="Give write access to it, or name another with --state or OPENPCN_STATE.",
        ) from None


def make_key(place: Path) -> None:
    """Write a new key; where two processes do so at once, the first one's counts for both."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f"secret-key-{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        os.link(unfinished, place)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()


def database(address: str, folder: Path) -> dict[str, object]:
    """Django's description of the database named by `address`; SQLite in `folder` where empty."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "openpcn.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
                "PRAGMA foreign_keys=ON;PRAGMA cache_size=-65536;PRAGMA mmap_size=268435456;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


STATE = state_folder()
SECRET_KEY = secret_key(STATE)
DEBUG = os.environ.get("OPENPCN_DEBUG") == "1"
HTTPS = os.environ.get("OPENPCN_HTTPS") == "1"
ALLOWED_HOSTS = os.environ.get("OPENPCN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DATABASES = {"default": database(os.environ.get("OPENPCN_DATABASE", ""), STATE)}
SITE_TITLE = os.environ.get("OPENPCN_TITLE", "OpenPCN")
SITE_STRAPLINE = os.environ.get("OPENPCN_STRAPLINE", "networks and neighbourhoods")

FEED_HOSTS = frozenset(filter(None, os.environ.get("OPENPCN_FEED_HOSTS", "").split(",")))

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "openpcn.domains.accounts",
    "openpcn.domains.jobs",
    "openpcn.domains.registry",
    "openpcn.domains.publishing",
    "openpcn.domains.evidence",
    "openpcn.domains.planning",
    "openpcn.domains.population",
    "openpcn.domains.agreements",
    "openpcn.domains.ledger",
    "openpcn.domains.premises",
    "openpcn.domains.alliances",
    "openpcn.domains.reports",
    "openpcn.domains.community",
    "openpcn.domains.workforce",
    "openpcn.domains.staffing",
    "openpcn.domains.engagement",
    "openpcn.domains.outcomes",
    "openpcn.domains.programme",
    "openpcn.domains.services",
    "openpcn.web",
]
MIDDLEWARE = [
    "openpcn.site.logs.each_request",
    "django.middleware.security.SecurityMiddleware",
    "openpcn.site.security.content_security",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openpcn.site.kept_pages.kept_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openpcn.web.trouble.SaysWhatHappened",
    "openpcn.web.page_tables.files.tables_as_files",
]
ROOT_URLCONF = "openpcn.site.urls"
WSGI_APPLICATION = "openpcn.site.wsgi.application"
MAIL = urlsplit(os.environ.get("OPENPCN_MAIL", ""))
DEFAULT_FROM_EMAIL = os.environ.get("OPENPCN_MAIL_FROM", "")
SENDS_MAIL = bool(MAIL.hostname and DEFAULT_FROM_EMAIL)
"""Without both no mail leaves: messages are files to take."""
EMAIL_HOST, EMAIL_PORT = MAIL.hostname or "", MAIL.port or 25
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL.username or ""), unquote(MAIL.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.scheme == "smtps", MAIL.scheme == "smtp+tls"
EMAIL_TIMEOUT = 20

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "openpcn.web.environment.environment"},
    }
]
AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CHECKS_OF_PASSWORDS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{CHECKS_OF_PASSWORDS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{CHECKS_OF_PASSWORDS}.CommonPasswordValidator"},
]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
LOGIN_URL = "/sign-in/"
STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 600
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(STATE / "cache"),
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "openpcn.site.logs.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "CRITICAL"},
        "openpcn": {"level": os.environ.get("OPENPCN_LOG", "WARNING")},
    },
}
