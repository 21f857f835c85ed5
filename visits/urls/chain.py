"""The addresses of visits: lists, one visit, its keys, its short forms and its changes."""

from django.urls import path

from visits.views import detail, keys, preparing, visit_lists

urlpatterns = [
    path("visits/", visit_lists.index, name="visit_list"),
    path("visits/board/", visit_lists.board, name="visit_board"),
    path("visits/<int:pk>/", detail.detail, name="visit_detail"),
    path("visits/<int:pk>/accept/", keys.accept, name="visit_accept"),
    path("visits/<int:pk>/remind/", keys.remind, name="visit_remind"),
    *(
        path(f"visits/<int:pk>/{action.replace('_', '-')}/", keys.act, {"action": action}, name=f"visit_{action}")
        for action in keys.SAID
    ),
    path("visits/<int:pk>/travel/", preparing.travel, name="visit_travel"),
    path("visits/<int:pk>/staff/", preparing.staff, name="visit_staff"),
    path("visits/<int:pk>/contact/", preparing.contact, name="visit_contact"),
    path("visits/<int:pk>/party/", preparing.party, name="visit_party"),
    path("visits/<int:pk>/move/", preparing.move, name="visit_move"),
    path("visits/slots/<int:pk>/move/", preparing.move_slot, name="slot_move"),
]
