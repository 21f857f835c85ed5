"""The addresses of internships."""

from django.urls import path

from visits.views import placement_work as work
from visits.views import placements

urlpatterns = [
    path("placements/", placements.index, name="placement_list"),
    path("offers/<int:pk>/placements/new/", placements.create, name="placement_create"),
    path("offers/<int:pk>/placements/wish/", placements.wish, name="placement_wish"),
    path("placements/<int:pk>/", placements.detail, name="placement_detail"),
    path("placements/<int:pk>/plan/", placements.change, name="placement_change"),
    path("placements/<int:pk>/description/", placements.describe, name="placement_describe"),
    *(
        path(
            f"placements/<int:pk>/{action.replace('_', '-')}/",
            placements.act,
            {"action": action},
            name=f"placement_{action}",
        )
        for action in placements.SAID
    ),
    path("placements/<int:pk>/paper/", work.paper, name="placement_paper"),
    path("placements/<int:pk>/paper/confirm/", work.paper_confirm, name="placement_paper_confirm"),
    path("placements/<int:pk>/log/", work.log, name="placement_log"),
    path("placements/<int:pk>/log/remove/", work.log_remove, name="placement_log_remove"),
    path("placements/<int:pk>/sign/", work.sign, name="placement_sign"),
    path("placements/<int:pk>/countersign/", work.countersign, name="placement_countersign"),
    path("placements/<int:pk>/evaluation/", work.evaluate, name="placement_evaluate"),
    path("placements/<int:pk>/reflection/", work.reflect, name="placement_reflect"),
    path("placements/<int:pk>/summary/", work.summary, name="placement_summary"),
]
