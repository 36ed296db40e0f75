"""The site's own settings, with cheap passwords a cache in memory, and no pages kept."""

from openpcn.site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# A page that one test was given is not given to another; journeys run with the site's own settings.
MIDDLEWARE = [each for each in MIDDLEWARE if "kept_pages" not in each]  # noqa: F405

if "sqlite3" in str(DATABASES["default"]["ENGINE"]):  # noqa: F405
    # A file, as in service: threads and processes then wait for one another as they do there.
    DATABASES["default"]["TEST"] = {"NAME": str(STATE / "tests.sqlite3")}  # noqa: F405

# Tables are made at once; that every change leads to the same ones has a test of its own.
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False  # noqa: F405
