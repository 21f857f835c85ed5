from django.urls import URLPattern, URLResolver, include, path

from network.views import engagements, posts, proposals, reviews
from network.views.kinds import KINDS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("network.urls_ideas")),
    path("", include("network.urls_find")),
    path("", include("network.urls_imports")),
    path("reviews/", reviews.queue, name="review_queue"),
    path("reviews/<int:pk>/", reviews.detail, name="review_detail"),
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
for kind in KINDS.values():
    urlpatterns += [
        path(f"{kind.name}s/", posts.index, {"kind": kind}, name=f"{kind.name}_list"),
        path(f"{kind.name}s/new/", posts.create, {"kind": kind}, name=f"{kind.name}_create"),
        path(f"{kind.name}s/<int:pk>/", posts.detail, {"kind": kind}, name=f"{kind.name}_detail"),
        path(f"{kind.name}s/<int:pk>/edit/", posts.edit, {"kind": kind}, name=f"{kind.name}_edit"),
        path(f"{kind.name}s/<int:pk>/submit/", posts.submit, {"kind": kind}, name=f"{kind.name}_submit"),
        path(f"{kind.name}s/<int:pk>/recall/", posts.recall, {"kind": kind}, name=f"{kind.name}_recall"),
        path(f"{kind.name}s/<int:pk>/close/", posts.close, {"kind": kind}, name=f"{kind.name}_close"),
    ]
