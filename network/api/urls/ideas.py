"""The API's addresses of clubs and ideas."""

from rest_framework.routers import SimpleRouter

from network.api.clubs import ClubViewSet
from network.api.ideas import IdeaViewSet

router = SimpleRouter()
router.register("clubs", ClubViewSet, basename="api-club")
router.register("ideas", IdeaViewSet, basename="api-idea")

urlpatterns = router.urls
