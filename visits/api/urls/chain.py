"""The API's addresses of visits."""

from django.urls import path
from rest_framework.routers import SimpleRouter

from visits.api.visits import SlotMoveView, VisitViewSet

router = SimpleRouter()
router.register("visits", VisitViewSet, basename="api-visit")

urlpatterns = [
    *router.urls,
    path("visits/slots/<int:pk>/move/", SlotMoveView.as_view(), name="api-slot-move"),
]
