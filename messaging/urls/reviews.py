"""The addresses of what waits for an adviser."""

from django.urls import path

from messaging.views import reviews

urlpatterns = [
    path("conversations/review/", reviews.queue, name="talk_review"),
    path("conversations/review/<int:pk>/", reviews.decide, name="talk_decide"),
    path("conversations/messages/<int:pk>/hide/", reviews.hide, name="message_hide"),
]
