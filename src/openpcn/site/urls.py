"""Every address of the site."""

from django.urls import include, path

from openpcn.site.health import health

urlpatterns = [path("health", health, name="health"), path("", include("openpcn.web.urls"))]

handler403 = "openpcn.web.trouble.not_allowed"
handler404 = "openpcn.web.trouble.page_not_found"
handler500 = "openpcn.web.trouble.our_mistake"
