from django.urls import URLPattern, URLResolver, path

from people.views import accounts, demo, language, organisations, standing

urlpatterns: list[URLPattern | URLResolver] = [
    path("standing/", standing.page, name="standing"),
    path("standing/assent/", standing.give_assent, name="assent_give"),
    path("i18n/language/", language.choose, name="set_language"),
    path("demo/login/<slug:role>/", demo.enter, name="demo_login"),
    path("profile/", accounts.profile, name="profile"),
    path("profile/tokens/new/", accounts.create_token, name="token_create"),
    path("profile/tokens/<slug:key>/revoke/", accounts.revoke_token, name="token_revoke"),
    path("organisations/", organisations.index, name="organisation_list"),
    path("organisations/<int:pk>/", organisations.detail, name="organisation_detail"),
    path("organisations/<int:pk>/verify/", organisations.verify, name="organisation_verify"),
    path("organisations/<int:pk>/suspend/", organisations.suspend, name="organisation_suspend"),
    path("organisations/<int:pk>/reinstate/", organisations.reinstate, name="organisation_reinstate"),
]
