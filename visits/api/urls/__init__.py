from django.urls import include, path

PARTS = ("hosting", "finding", "chain", "roster", "calendars", "sessions", "day", "after", "placements")

urlpatterns = [path("", include(f"visits.api.urls.{part}")) for part in PARTS]
