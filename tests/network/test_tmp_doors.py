import datetime as dt
import pytest
from django.urls import reverse
from django.test import Client
from rest_framework.test import APIClient
from core import clock
from core.errors import *
from network.enums import *
from network.models import *
from network.selectors import engagements as es, proposals as ps, ideas as isel, idea_versions, consents
from network.services import proposals, engagements, ideas, reviews, posts
from matching.selectors import suggestions
from people.enums import *
from people.models import *
from people.selectors import hats
from tests import make
pytestmark = pytest.mark.django_db
YESTERDAY = lambda: clock.today() - dt.timedelta(days=1)

def pages(user, proposal):
    client, api = Client(), APIClient()
    client.force_login(user); api.force_authenticate(user)
    page = client.get(reverse("proposal_detail", args=[proposal.pk])).content.decode()
    return page + api.get(f"/api/v1/proposals/{proposal.pk}/").content.decode() + api.get("/api/v1/proposals/").content.decode()

def move_firm(adult):
    Affiliation.objects.filter(user=adult).update(ends_on=YESTERDAY())
    make.hat(adult, make.organisation(), Role.MENTOR); hats.forget(adult)

def move_school(pupil):
    Affiliation.objects.filter(user=pupil).update(ends_on=YESTERDAY())
    make.hat(pupil, make.school(), Role.STUDENT); hats.forget(pupil)

def test_a1_author_left_firm_sees_proposals():
    p = make.proposal(); a = p.post.author; move_firm(a)
    assert not ps.visible_to(a).exists()
def test_a2_supporter_left_firm_sees_engagement():
    e = make.engagement(); move_firm(e.supporter)
    assert not es.visible_to(e.supporter).exists()
def test_b1_moved_pupil_sees_idea():
    i = make.idea(status=IdeaStatus.DRAFT); move_school(i.created_by)
    assert not isel.visible_to(i.created_by).exists()
def test_b2_moved_pupil_sees_proposal_engagement():
    e = make.engagement(); u = e.proposal.idea.created_by; move_school(u)
    assert (ps.visible_to(u).count(), es.visible_to(u).count()) == (0, 0)
def test_b3_moved_pupil_proposes():
    i, o = make.idea(), make.offer(); move_school(i.created_by)
    with pytest.raises((Refused, Conflict)):
        proposals.propose(idea=i, post=o, by=i.created_by)
def test_b4_moved_member_idea_open_engagement_frozen():
    e = make.engagement(); i = e.proposal.idea; move_school(i.created_by)
    assert es.obstacles(e)
    assert not Idea.objects.filter(isel.is_open_to_partners()).exists()
def test_b5_creator_left_team_still_sees_draft_history():
    club = make.club(); a, b = make.pupil(club.school), make.pupil(club.school)
    i = make.idea(club, team=[a, b], status=IdeaStatus.DRAFT)
    ideas.remove_member(idea=i, pupil=a, by=club.adviser)
    assert not isel.visible_to(a).exists()
def test_b6_moved_clubmate_sees_club_idea():
    i = make.idea(visibility=Visibility.CLUB); m = make.join(i.club, make.pupil(i.club.school)).pupil; move_school(m)
    assert not isel.visible_to(m).exists()
@pytest.mark.parametrize("what", ["ask", "refuse"])
def test_d_adult_words_reach_pupils_before_approval(what):
    i, o = make.idea(), make.offer()
    p = proposals.propose(idea=i, post=o, by=i.created_by)
    if what == "ask": proposals.ask(proposal=p, text="Zalo 0912345678", by=o.author)
    else: proposals.refuse(proposal=p, reason="Zalo 0912345678", by=o.author)
    assert "0912345678" not in pages(i.created_by, p)
    assert "0912345678" in pages(i.club.adviser, p)
def test_e_two_keys_one_person():
    s = make.school(); t = make.clear(make.adviser(s)); f = make.organisation(); make.hat(t, f, Role.REPRESENTATIVE)
    i, o = make.idea(make.club(s, by=t)), make.offer(f, by=t)
    p = proposals.propose(idea=i, post=o, by=t)
    with pytest.raises((Refused, Conflict)):
        proposals.approve(proposal=p, by=t)
def test_e2_adviser_becomes_supporter_engagement():
    e = make.engagement(); c = e.proposal.idea.club
    make.hat(e.supporter, c.school, Role.ADVISER); Club.objects.filter(pk=c.pk).update(adviser=e.supporter)
    assert es.obstacles(Engagement.objects.get())
def test_f_withdrawn_consent_hides_name():
    e = make.engagement()
    Consent.objects.filter(purpose="mentoring_chat").update(withdrawn_at=clock.now())
    api = APIClient(); api.force_authenticate(e.supporter)
    assert api.get(f"/api/v1/engagements/{e.pk}/").json()["team"] == []
def test_f2_ended_hides_name():
    e = make.engagement(); engagements.end(engagement=e, reason="x", by=e.proposal.idea.club.adviser)
    api = APIClient(); api.force_authenticate(e.supporter)
    assert api.get(f"/api/v1/engagements/{e.pk}/").json()["team"] == []
def test_g_closing_after_end_or_frozen():
    e = make.engagement(); engagements.end(engagement=e, reason="x", by=e.proposal.idea.club.adviser)
    with pytest.raises((Refused, Conflict)):
        engagements.answer_closing(engagement=Engagement.objects.get(), helped=5, best="Zalo 09", by=e.supporter)
def test_g2_closing_when_consent_withdrawn():
    e = make.engagement(); engagements.close(engagement=e, by=e.proposal.idea.club.adviser)
    Consent.objects.filter(purpose="mentoring_chat").update(withdrawn_at=clock.now())
    with pytest.raises((Refused, Conflict)):
        engagements.answer_closing(engagement=Engagement.objects.get(), helped=5, best="Zalo 09", by=e.supporter)
def test_g3_end_reason_reaches_pupils_while_frozen():
    e = make.engagement()
    Consent.objects.filter(purpose="mentoring_chat").update(withdrawn_at=clock.now())
    engagements.end(engagement=e, reason="Zalo 0912345678", by=e.supporter)
    u = e.proposal.idea.created_by; c = Client(); c.force_login(u); api = APIClient(); api.force_authenticate(u)
    assert "0912345678" not in c.get(reverse("engagement_detail", args=[e.pk])).content.decode() + api.get(f"/api/v1/engagements/{e.pk}/").content.decode() + api.get("/api/v1/engagements/").content.decode()
def test_h_draft_title_reaches_adult_through_open_proposal():
    p = make.proposal(); i = p.idea; u = i.created_by
    ideas.withdraw(idea=i, by=u)
    ideas.edit(idea=i, content=make.idea_content(title="Gọi em 0912345678"), by=u)
    c = Client(); c.force_login(p.post.author)
    assert "0912345678" not in c.get(reverse("proposal_list")).content.decode() + c.get(reverse("home")).content.decode()
def test_i_consent_opens_engagement_of_lapsed_adult_or_withdrawn_idea():
    p = make.proposal(state=ProposalState.AWAITING_CONSENT)
    ideas.withdraw(idea=p.idea, by=p.idea.created_by)
    try: proposals.turn_consents_key(proposal=p)
    except Conflict: pass
    assert not Engagement.objects.exists()
def test_i2_lapsed():
    p = make.proposal(state=ProposalState.AWAITING_CONSENT)
    Clearance.objects.filter(user=p.post.author).update(revoked_at=clock.now())
    try: proposals.turn_consents_key(proposal=p)
    except Conflict: pass
    assert not Engagement.objects.exists()
def test_j_review_overwrites_seats(monkeypatch):
    o = make.offer(seats=1); posts.edit(post=o, content={**__import__("network.services.post_content", fromlist=["x"]).read(o), "title": "Moi nhe"}, by=o.author)
    r = Review.objects.get()
    from network.permissions import posts as pp
    real = pp.check_can_review
    def slow(by, post):
        real(by, post); Offer.objects.filter(pk=o.pk).update(seats_taken=1)
    monkeypatch.setattr(pp, "check_can_review", slow)
    reviews.decide(review=r, decision=ReviewDecision.ACCEPTED, by=make.officer())
    assert Offer.objects.get().seats_taken == 1
@pytest.mark.parametrize("url", ["proposal_detail", "idea_history", "club_join"])
def test_k_reads_logged(url):
    i = make.idea(); p = make.proposal(i); 
    club = i.club; make.pupil(club.school)
    from network.services.ideas import _keep_version
    _keep_version(i, i.created_by)
    c = Client(); c.force_login(club.adviser)
    pk = {"proposal_detail": p.pk, "idea_history": i.pk, "club_join": club.pk}[url]
    RecordRead.objects.all().delete()
    body = c.get(reverse(url, args=[pk])).content.decode()
    named = [u for u in User.objects.filter(affiliations__role="student") if u.full_name in body]
    assert named and RecordRead.objects.count() == len(named)
def test_l_suggestions_moved_pupil():
    i = make.idea(); move_school(i.created_by)
    assert not suggestions._belongs_to(i.created_by, i)
def test_m_anon_throttle_xff(settings):
    from django.core.cache import cache; cache.clear()
    api = APIClient(); codes = set()
    for n in range(125):
        codes.add(api.post("/api/v1/tokens/", {"username": f"u{n}", "password": "x"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}").status_code)
    assert 429 in codes
def test_n_lapsed_adult_name_shown_to_pupil():
    i, o = make.idea(), make.offer()
    p = proposals.propose(idea=i, post=o, by=o.author)
    assert o.author.full_name in pages(i.created_by, p)
    Clearance.objects.filter(user=o.author).update(revoked_at=clock.now()); hats.forget(o.author)
    assert o.author.full_name not in pages(i.created_by, p)
def test_n2_lapsed_supporter_name_shown_to_pupil():
    e = make.engagement(); u = e.proposal.idea.created_by
    Clearance.objects.filter(user=e.supporter).update(revoked_at=clock.now())
    c = Client(); c.force_login(u); api = APIClient(); api.force_authenticate(u)
    assert e.supporter.full_name not in c.get(reverse("engagement_detail", args=[e.pk])).content.decode() + api.get(f"/api/v1/engagements/{e.pk}/").content.decode()
def test_o_pupil_opens_email_page():
    u = make.pupil(); c = Client(); c.force_login(u)
    assert [c.get(f"/accounts/{x}/").status_code for x in ("email", "2fa/totp/activate", "signup", "2fa")] == [404, 404, 404, 404]
def test_p_stale_decided():
    o = make.offer()
    u = o.author
