from django.urls import URLPattern, URLResolver, path

from people.views import accounts, demo, language, organisations, pupils, roll_overs, rosters, standing

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
    path("pupils/", pupils.home, name="pupil_home"),
    path("pupils/<int:pk>/", pupils.index, name="pupil_list"),
    path("pupils/<int:pk>/new/", pupils.create, name="pupil_create"),
    path("pupils/<int:pk>/cards/", pupils.class_cards, name="class_cards"),
    path("pupils/<int:pk>/roll-over/", roll_overs.page, name="roll_over"),
    path("pupils/<int:pk>/rosters/", rosters.upload, name="roster_upload"),
    path("pupils/<int:pk>/rosters/template/", rosters.template, name="roster_template"),
    path("pupils/<int:pk>/<int:pupil_pk>/", pupils.detail, name="pupil_detail"),
    path("pupils/<int:pk>/<int:pupil_pk>/leave/", pupils.leave, name="pupil_leave"),
    path("pupils/<int:pk>/<int:pupil_pk>/card/", pupils.card, name="pupil_card"),
    path("rosters/<int:pk>/", rosters.detail, name="roster_detail"),
    path("rosters/<int:pk>/columns/", rosters.columns, name="roster_columns"),
    path("rosters/<int:pk>/answers/", rosters.answer, name="roster_answer"),
    path("rosters/<int:pk>/apply/", rosters.apply, name="roster_apply"),
    path("rosters/<int:pk>/discard/", rosters.discard, name="roster_discard"),
    path("rosters/<int:pk>/faults/", rosters.faults, name="roster_faults"),
]
