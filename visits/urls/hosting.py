"""The addresses of the host's side and of the days off."""

from django.urls import path

from visits.views import closures, host_slots, hostings, safety, series

urlpatterns = [
    path("hosting/", hostings.home, name="host_home"),
    path("offers/<int:pk>/hosting/", hostings.detail, name="hosting_detail"),
    path("offers/<int:pk>/hosting/edit/", hostings.edit, name="hosting_edit"),
    path("offers/<int:pk>/times/", host_slots.of_offer, name="hosting_slots"),
    path("offers/<int:pk>/times/new/", host_slots.create, name="hosting_slot_create"),
    path("hosting/times/<int:pk>/", host_slots.detail, name="hosting_slot"),
    path("hosting/times/<int:pk>/close/", host_slots.close, name="hosting_slot_close"),
    path("hosting/times/<int:pk>/reopen/", host_slots.reopen, name="hosting_slot_reopen"),
    path("offers/<int:pk>/series/new/", series.create, name="hosting_series_create"),
    path("hosting/series/<int:pk>/", series.edit, name="hosting_series"),
    path("hosting/series/<int:pk>/skip/", series.skip, name="hosting_series_skip"),
    path("hosting/series/<int:pk>/delete/", series.delete, name="hosting_series_delete"),
    path("closures/", closures.index, name="closure_list"),
    path("closures/<int:pk>/", closures.detail, name="closure_detail"),
    path("closures/<int:pk>/remove/", closures.remove, name="closure_remove"),
    path("offers/<int:pk>/safety/", safety.history, name="safety_list"),
    path("offers/<int:pk>/safety/sign/", safety.sign, name="safety_sign"),
    path("offers/<int:pk>/safety/sign-again/", safety.sign_again, name="safety_sign_again"),
    path("safety/<int:pk>/", safety.detail, name="safety_detail"),
]
