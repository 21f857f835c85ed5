from django.urls import path

from config import views

urlpatterns = [
    path("", views.welcome, name="welcome"),
    path("home/", views.home, name="home"),
    path("dev/mail/", views.dev_mail, name="dev_mail"),
    path("dev/mail/<slug:name>/", views.dev_letter, name="dev_letter"),
]
