from django.urls import include, path

PARTS = ("conversations", "reviews", "files", "search")

urlpatterns = [path("", include(f"messaging.urls.{part}")) for part in PARTS]
