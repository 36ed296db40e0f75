"""The site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openpcn.site.settings")
application = get_wsgi_application()
# Every page is imported now: the first reader does not wait, and a mistake stops the start.
get_resolver().url_patterns  # noqa: B018
