"""Every address of the site."""

from django.urls import include, path

urlpatterns = [path("", include("openpcn.web.urls"))]

handler403 = "openpcn.web.trouble.not_allowed"
handler404 = "openpcn.web.trouble.page_not_found"
handler500 = "openpcn.web.trouble.our_mistake"
