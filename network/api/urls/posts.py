"""The API's addresses of posts, reviews, proposals and engagements."""

from rest_framework.routers import SimpleRouter

from network.api.engagements import EngagementViewSet
from network.api.posts import ChallengeViewSet, OfferViewSet
from network.api.proposals import ProposalViewSet
from network.api.reviews import ReviewViewSet

router = SimpleRouter()
router.register("challenges", ChallengeViewSet, basename="api-challenge")
router.register("offers", OfferViewSet, basename="api-offer")
router.register("reviews", ReviewViewSet, basename="api-review")
router.register("proposals", ProposalViewSet, basename="api-proposal")
router.register("engagements", EngagementViewSet, basename="api-engagement")

urlpatterns = router.urls
