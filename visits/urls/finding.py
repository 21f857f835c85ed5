"""Finding a time to visit, booking it, and asking for one that does not exist yet."""

from django.urls import path

from visits.views import open_slots, slot_requests

urlpatterns = [
    path("open-slots/", open_slots.index, name="open_slot_list"),
    path("open-slots/waiting/", open_slots.line, name="waiting_list"),
    path("open-slots/<int:pk>/", open_slots.detail, name="open_slot_detail"),
    path("open-slots/<int:pk>/book/", open_slots.book, name="open_slot_book"),
    path("visits/<int:pk>/leave-line/", open_slots.leave, name="waiting_leave"),
    path("slot-requests/", slot_requests.index, name="slot_request_list"),
    path("slot-requests/new/", slot_requests.create, name="slot_request_create"),
    path("slot-requests/<int:pk>/", slot_requests.detail, name="slot_request_detail"),
    path("slot-requests/<int:pk>/answer/", slot_requests.answer, name="slot_request_answer"),
    path("slot-requests/<int:pk>/decline/", slot_requests.decline, name="slot_request_decline"),
    path("slot-requests/<int:pk>/withdraw/", slot_requests.withdraw, name="slot_request_withdraw"),
]
