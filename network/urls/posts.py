"""The addresses of challenges and offers, and of the Department's review queue."""

from django.urls import URLPattern, path

from network.views import posts, reviews
from network.views.kinds import KINDS

urlpatterns: list[URLPattern] = [
    path("reviews/", reviews.queue, name="review_queue"),
    path("reviews/<int:pk>/", reviews.detail, name="review_detail"),
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
