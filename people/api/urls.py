from django.urls import include, path
from rest_framework.routers import SimpleRouter

from people.api.joining import (
    AlumnusClaimViewSet,
    DelegationViewSet,
    InvitationViewSet,
    OrganisationPeopleView,
    OrganisationPersonView,
)
from people.api.me import MeView
from people.api.organisations import OrganisationViewSet
from people.api.tokens import TokensView, TokenView

router = SimpleRouter()
router.register("organisations", OrganisationViewSet, basename="api-organisation")
router.register("invitations", InvitationViewSet, basename="api-invitation")
router.register("alumnus-claims", AlumnusClaimViewSet, basename="api-alumnus-claim")
router.register("delegations", DelegationViewSet, basename="api-delegation")

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("tokens/", TokensView.as_view(), name="api-tokens"),
    path("tokens/<slug:key>/", TokenView.as_view(), name="api-token"),
    path("organisations/<int:pk>/people/", OrganisationPeopleView.as_view(), name="api-organisation-people"),
    path(
        "organisations/<int:pk>/people/<int:hat_pk>/", OrganisationPersonView.as_view(), name="api-organisation-person"
    ),
    path("", include(router.urls)),
]
