"""The API's addresses of internships."""

from rest_framework.routers import SimpleRouter

from visits.api.placements import PlacementViewSet

router = SimpleRouter()
router.register("placements", PlacementViewSet, basename="api-placement")

urlpatterns = router.urls
