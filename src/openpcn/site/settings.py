"""Every setting, read from the environment once."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def state_folder() -> Path:
    """Where everything this installation knows is kept: OPENPCN_STATE, else var/ in a checkout."""
    if named := os.environ.get("OPENPCN_STATE"):
        return Path(named).expanduser().resolve()
    if (CHECKOUT / "run.py").exists():
        return CHECKOUT / "var"
    base = os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))
    return Path(base) / "openpcn"


def secret_key(folder: Path) -> str:
    """The installation's own key, made once and readable by its owner only."""
    place = folder / "secret-key"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return place.read_text()


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
ALLOWED_HOSTS = os.environ.get("OPENPCN_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
DATABASES = {"default": database(os.environ.get("OPENPCN_DATABASE", ""), STATE)}
SITE_TITLE = os.environ.get("OPENPCN_TITLE", "OpenPCN")
SITE_STRAPLINE = os.environ.get("OPENPCN_STRAPLINE", "networks and neighbourhoods")

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
    "openpcn.domains.evidence",
    "openpcn.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openpcn.web.trouble.SaysWhatHappened",
]
ROOT_URLCONF = "openpcn.site.urls"
WSGI_APPLICATION = "openpcn.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "openpcn.web.environment.environment"},
    }
]
AUTH_USER_MODEL = "accounts.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
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
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
