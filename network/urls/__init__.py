from django.urls import include, path

PARTS = ("posts", "ideas", "agreements", "find", "imports")

urlpatterns = [path("", include(f"network.urls.{part}")) for part in PARTS]
