from rest_framework.routers import SimpleRouter

from network.api.posts import ChallengeViewSet, OfferViewSet
from network.api.reviews import ReviewViewSet

router = SimpleRouter()
router.register("challenges", ChallengeViewSet, basename="api-challenge")
router.register("offers", OfferViewSet, basename="api-offer")
router.register("reviews", ReviewViewSet, basename="api-review")

urlpatterns = router.urls
