from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api.concerns import ConcernViewSet
from people.api.me import MeView
from people.api.notices import NoticePreferencesView, NoticeViewSet
from people.api.organisations import OrganisationViewSet
from people.api.safeguarding import SafeguardingViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")
router.register("concerns", ConcernViewSet, basename="api-concern")
router.register("notices", NoticeViewSet, basename="api-notice")
router.register("safeguarding", SafeguardingViewSet, basename="api-safeguarding")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("notice-preferences/", NoticePreferencesView.as_view(), name="api-notice-preferences"),
    path("tokens/", TokensView.as_view(), name="api-tokens"),
    path("tokens/<slug:key>/", TokenView.as_view(), name="api-token"),
    path("", include(router.urls)),
]
