"""The only place that knows every app's addresses."""

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from core import api_times  # noqa: F401 - describes itself to the API's schema by being there

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("", include("config.home_urls")),
    path("", include("core.urls")),
    path("", include("people.urls")),
    path("", include("network.urls")),
    path("", include("matching.urls")),
    path("", include("messaging.urls")),
    path("", include("visits.urls")),
    path("api/v1/", include("people.api.urls")),
    path("api/v1/", include("network.api.urls")),
    path("api/v1/", include("matching.api.urls")),
    path("api/v1/", include("messaging.api.urls")),
    path("api/v1/", include("visits.api.urls")),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    # The split view keeps its script in a file of its own: the page has no inline script.
    path("api/docs/", SpectacularSwaggerSplitView.as_view(url_name="api_schema"), name="api_docs"),
]

handler404 = "core.middleware.not_found"
