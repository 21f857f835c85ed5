"""The addresses of proposals and engagements."""

from django.urls import path

from network.views import engagements, proposals

urlpatterns = [
    path("proposals/", proposals.index, name="proposal_list"),
    path("proposals/new/", proposals.create, name="proposal_create"),
    path("proposals/<int:pk>/", proposals.detail, name="proposal_detail"),
    *(
        path(
            f"proposals/<int:pk>/{action.replace('_', '-')}/",
            proposals.act,
            {"action": action},
            name=f"proposal_{action}",
        )
        for action in proposals.SAID
    ),
    path("engagements/", engagements.index, name="engagement_list"),
    path("engagements/<int:pk>/", engagements.detail, name="engagement_detail"),
    path("engagements/<int:pk>/goals/", engagements.add_goal, name="engagement_add_goal"),
    path("engagements/<int:pk>/goals/<int:goal_pk>/", engagements.mark_goal, name="engagement_mark_goal"),
    path("engagements/<int:pk>/check-ins/", engagements.check_in, name="engagement_check_in"),
    path("engagements/<int:pk>/close/", engagements.close, name="engagement_close"),
    path("engagements/<int:pk>/end/", engagements.end, name="engagement_end"),
    path("engagements/<int:pk>/closing/", engagements.answer_closing, name="engagement_answer_closing"),
]
