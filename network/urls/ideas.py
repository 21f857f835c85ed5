"""The addresses of clubs and ideas."""

from django.urls import path

from network.views import clubs, ideas, teams

urlpatterns = [
    path("clubs/", clubs.index, name="club_list"),
    path("clubs/new/", clubs.create, name="club_create"),
    path("clubs/<int:pk>/", clubs.detail, name="club_detail"),
    path("clubs/<int:pk>/edit/", clubs.edit, name="club_edit"),
    path("clubs/<int:pk>/close/", clubs.close, name="club_close"),
    path("clubs/<int:pk>/reopen/", clubs.reopen, name="club_reopen"),
    path("clubs/<int:pk>/members/", clubs.join, name="club_join"),
    path("clubs/<int:pk>/members/<int:pupil_pk>/leave/", clubs.leave, name="club_leave"),
    path("clubs/<int:club_pk>/ideas/new/", ideas.create, name="idea_create"),
    path("ideas/", ideas.index, name="idea_list"),
    path("ideas/<int:pk>/", ideas.detail, name="idea_detail"),
    path("ideas/<int:pk>/edit/", ideas.edit, name="idea_edit"),
    path("ideas/<int:pk>/submit/", ideas.submit, name="idea_submit"),
    path("ideas/<int:pk>/return/", ideas.send_back, name="idea_return"),
    path("ideas/<int:pk>/publish/", ideas.publish, name="idea_publish"),
    path("ideas/<int:pk>/withdraw/", ideas.withdraw, name="idea_withdraw"),
    path("ideas/<int:pk>/archive/", ideas.archive, name="idea_archive"),
    path("ideas/<int:pk>/history/", ideas.history, name="idea_history"),
    path("ideas/<int:pk>/team/", teams.team, name="idea_team"),
    path("ideas/<int:pk>/team/<int:pupil_pk>/leave/", teams.remove, name="idea_team_leave"),
]
