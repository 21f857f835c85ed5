"""The addresses of sheets brought in and taken out."""

from django.urls import path

from network.views import imports

urlpatterns = [
    path("imports/", imports.home, name="import_home"),
    path("imports/new/<slug:kind>/", imports.upload, name="import_upload"),
    path("imports/template/<slug:kind>/", imports.template, name="import_template"),
    path("imports/<int:pk>/", imports.preview, name="import_preview"),
    path("imports/<int:pk>/apply/", imports.apply, name="import_apply"),
    path("imports/<int:pk>/progress/", imports.progress, name="import_progress"),
    path("imports/<int:pk>/errors/", imports.faults, name="import_errors"),
    path("exports/<slug:kind>/", imports.export, name="export"),
]
