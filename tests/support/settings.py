"""The site's own settings, with cheap passwords and a cache in memory."""

from openpcn.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # A file, as in service: threads and processes then wait for one another as they do there.
    DATABASES["default"]["TEST"] = {"NAME": str(STATE / "tests.sqlite3")}  # noqa: F405
