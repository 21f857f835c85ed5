"""The only place that knows every app's addresses."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include("core.urls")),
    path("", include("people.urls")),
    path("", include("network.urls")),
    path("", include("matching.urls")),
]

handler404 = "core.middleware.not_found"
