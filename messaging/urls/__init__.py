from django.urls import include, path

PARTS = ("reviews", "files", "search")

urlpatterns = [path("", include(f"messaging.urls.{part}")) for part in PARTS]
