"""The addresses of files in conversations."""

from django.urls import path

from messaging.views import files

urlpatterns = [
    path("conversations/<int:pk>/files/", files.upload, name="message_file_upload"),
    path("conversations/files/<int:pk>/", files.file, name="message_file"),
]
