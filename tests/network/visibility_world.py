"""The small world of `test_visibility_against_a_model.py` and everything that is done in it: each step goes through the
services on one side and is told to the model on the other.

A step raises where it is refused or finds nothing to act on: then nothing has changed, on either side.
"""

import datetime as dt

from core import clock
from network.enums import Visibility
from people import rules
from people.enums import ClearanceCheck, ConsentPurpose, ConsentWay, OrganisationStatus, Role
from people.models import Affiliation, Clearance, Concern, Guardian, Guardianship, Organisation, User
from people.selectors import roll_overs as roll_over_selectors
from people.services import (
    affiliations,
    assent,
    clearances,
    concern_protection,
    concern_work,
    consents,
    guardians,
    organisations,
    roll_overs,
)
from people.services.consents import Source
from tests import make
from tests.network.visibility_model import ACCOUNT, CHAT, PUBLIC, Model, Together

DAY = dt.timedelta(days=1)
PURPOSES = (ACCOUNT, CHAT, PUBLIC)
NAMES = ("Tưkhuê", "Mộcdiệp", "Hằngthu", "Trúcvy", "Sơnlâm", "Đanlê")


class World:
    """Two schools, each with a club, an idea of a team of two, and a pupil in no team; two enterprises with three
    adults, of whom one lacks everything; a mentor with each team; a case about each mentor; an officer.
    """

    def __init__(self):
        self.model = Model()
        self.officer = make.officer().pk
        homes = [make.organisation(), make.organisation()]
        self.adults = [make.mentor(homes[0]), make.representative(homes[0]), make.mentor(homes[1])]
        self.adults.append(make.mentor(homes[1], cleared=False))
        for adult in self.adults:
            self.model.homes[adult.pk] = self.model.words[adult.pk] = adult.affiliations.get().organisation_id
        self.model.adults = {adult.pk for adult in self.adults}
        self.model.representatives = {self.adults[1].pk}
        self.pupils, self.advisers, self.admins, self.guardianships = [], [], {}, []
        self.cases, self.schools, self.names = {}, [], {}
        for place, adult in enumerate((self.adults[0], self.adults[2])):
            self._add_school(place, homes[place], adult)
        for row in Clearance.objects.filter(user__in=self.adults):
            self.model.check_until[row.user_id, row.check_kind] = row.expires_on
        self.organisations = [*homes, *(school.organisation for school in self.schools)]

    def _add_school(self, place, home, adult):
        school = make.school()
        club = make.club(school)
        admin = make.adult(school, Role.SCHOOL_ADMIN)
        pupils = [self._pupil(school, name, number) for number, name in enumerate(NAMES[place * 3 : place * 3 + 3])]
        visibility = Visibility.PARTNERS if place else Visibility.PUBLIC
        idea, offer = make.idea(club, team=pupils[:2], visibility=visibility), make.offer(home, by=adult, seats=3)
        together = make.engagement(idea, offer)
        case = make.concern("offer", offer.pk, by=pupils[0], person=0)
        self.cases[together.pk] = concern_work.hand_to_department(concern=case, text="Nhờ Sở xem.", by=admin).pk
        model = self.model
        model.homes[club.adviser_id] = school.pk
        model.advisers[idea.pk], model.clubs[idea.pk] = club.adviser_id, club.pk
        model.teams[idea.pk] = frozenset(pupil.pk for pupil in pupils[:2])
        model.offers[offer.pk] = adult.pk, home.pk
        model.engagements[together.pk] = Together(idea.pk, adult.pk, home.pk)
        model.public |= set() if place else {idea.pk}
        self.schools.append(school)
        self.advisers.append(club.adviser)
        self.admins[school.pk] = admin.pk

    def _pupil(self, school, given_name, number):
        """The second goes to the last class. Each has two guardians, of whom one agreed to everything."""
        pupil = make.pupil(school, consents=PURPOSES, full_name=f"Bùi Thị {given_name}")
        grade = 12 if number == 1 else 10
        Affiliation.objects.filter(user=pupil).update(title=f"{grade}A1")
        first = Guardianship.objects.get(pupil=pupil)
        second = Guardianship.objects.create(guardian=Guardian.objects.create(full_name="N"), pupil=pupil)
        model = self.model
        model.homes[pupil.pk], model.grades[pupil.pk] = school.pk, grade
        model.guardians[pupil.pk] = [first.pk, second.pk]
        model.assented.add(pupil.pk)
        for consent in first.consents.all():
            model.yes_until[first.pk, consent.purpose] = consent.expires_on
        self.pupils.append(pupil)
        self.names[pupil.pk] = given_name
        self.guardianships += [first, second]
        return pupil

    def admin_of(self, pupil_id):
        return User.objects.get(pk=self.admins[self.model.homes[pupil_id]])

    def by_officer(self):
        return User.objects.get(pk=self.officer)


def _one_of(rows, number):
    rows = list(rows)
    return rows[number % len(rows)] if rows else rows[0]


def _said(world, number):
    """Who says something, and of what."""
    return _one_of(world.guardianships, number), PURPOSES[number % len(PURPOSES)]


def _says(row, purpose, *, agrees):
    consents.record(guardianship=row, answers={purpose: agrees}, source=Source(ConsentWay.LINK, "mã đúng"))


def agree(world, model, number):
    row, purpose = _said(world, number)
    _says(row, purpose, agrees=True)
    today = clock.today()
    model.says_yes(row.pupil_id, row.pk, purpose, today, rules.consent_ends(today))


def agree_to_all(world, model, number):
    """Whatever was refused before: both guardians of one pupil."""
    today = clock.today()
    for row in world.guardianships[number % len(world.pupils) * 2 :][:2]:
        for purpose in PURPOSES:
            _says(row, purpose, agrees=True)
            model.says_yes(row.pupil_id, row.pk, purpose, today, rules.consent_ends(today))


def agree_to_something_else(world, model, number):
    _says(_one_of(world.guardianships, number), ConsentPurpose.MEDIA, agrees=True)


def say_no(world, model, number):
    row, purpose = _said(world, number)
    _says(row, purpose, agrees=False)
    model.says_no(row.pupil_id, row.pk, purpose, rules.consent_ends(clock.today()))


def stop_on_the_page(world, model, number):
    row, purpose = _said(world, number)
    consents.stop(guardianship=row, purpose=purpose, evidence="mã đúng")
    model.says_no(row.pupil_id, row.pk, purpose, rules.consent_ends(clock.today()))


def tell_the_school(world, model, number):
    row, purpose = _said(world, number)
    consents.withdraw(guardianship=row, purpose=purpose, by=world.admin_of(row.pupil_id))
    model.says_no(row.pupil_id, row.pk, purpose, rules.consent_ends(clock.today()))


def end_guardianship(world, model, number):
    """Of somebody whose yes counts."""
    today = clock.today()
    speaking = {one for (one, _purpose), until in model.yes_until.items() if until >= today} - model.ended
    row = _one_of([row for row in world.guardianships if row.pk in speaking], number)
    guardians.end(guardianship=row, by=world.admin_of(row.pupil_id))
    model.ended.add(row.pk)


def say_yes(world, model, number):
    for pupil in User.objects.filter(pk__in=model.guardians, assented_at=None):
        assent.give(by=pupil)
        model.assented.add(pupil.pk)


def take_yes_back(world, model, number):
    pupil = User.objects.get(pk=_one_of(world.pupils, number).pk)
    assent.withdraw(by=pupil)
    model.assented.discard(pupil.pk)


def pass_check(world, model, number):
    _pass(world, model, _one_of(world.adults, number), [list(ClearanceCheck)[number % 2]])


def pass_all_checks(world, model, number):
    _pass(world, model, _one_of(world.adults, number), ClearanceCheck)


def _pass(world, model, adult, checks):
    for check in checks:
        clearances.record(user=adult, check=check, evidence="đã xem", by=world.by_officer())
    for check in checks:
        model.check_until[adult.pk, check] = clock.today() + rules.CHECK_DAYS[check] * DAY
        _word(model, adult, check)


def _word(model, adult, check):
    """It is the word of where the adult is now."""
    if check == ClearanceCheck.ORGANISATION_WORD:
        model.words[adult.pk] = model.homes[adult.pk]


def pass_for_a_while(world, model, number):
    adult, check = _one_of(world.adults, number), list(ClearanceCheck)[number % 2]
    until = clock.today() + 30 * DAY
    clearances.record(user=adult, check=check, evidence="đã xem", expires_on=until, by=world.by_officer())
    model.check_until[adult.pk, check] = until
    _word(model, adult, check)


def lose_check(world, model, number):
    row = _one_of(Clearance.objects.filter(user__in=world.adults, revoked_at=None).order_by("pk"), number)
    clearances.revoke(clearance=row, reason="Cần xem lại.", by=world.by_officer())
    model.check_until.pop((row.user_id, row.check_kind))


def suspend_in_a_case(world, model, number):
    together = _one_of(model.engagements, number)
    case, adult = Concern.objects.get(pk=world.cases[together]), model.engagements[together].adult
    concern_protection.suspend(concern=case, adult=adult, by=world.by_officer())
    for check in ClearanceCheck:
        model.check_until.pop((adult, check), None)


def hold(world, model, number):
    together = _one_of(model.engagements, number)
    case = Concern.objects.get(pk=world.cases[together])
    concern_protection.hold(concern=case, target=f"engagement-{together}", by=_lead_of(world, model, together))
    model.held.add(together)


def release(world, model, number):
    together = _one_of(sorted(model.held), number)
    case = Concern.objects.get(pk=world.cases[together])
    concern_protection.release(concern=case, target=f"engagement-{together}", by=_lead_of(world, model, together))
    model.held.remove(together)


def _lead_of(world, model, together):
    return User.objects.get(pk=world.admins[model.homes[model.advisers[model.engagements[together].idea]]])


def suspend(world, model, number):
    home = _one_of(world.organisations, number)
    organisations.suspend(organisation=home, reason="Đang làm rõ.", by=world.by_officer())
    model.suspended.add(home.pk)


def reinstate(world, model, number):
    home = _one_of(Organisation.objects.filter(status=OrganisationStatus.SUSPENDED).order_by("pk"), number)
    organisations.reinstate(organisation=home, reason="Đã làm rõ.", by=world.by_officer())
    model.suspended.remove(home.pk)


def take_hat(world, model, number):
    person = _one_of([*world.adults, *world.advisers, *world.pupils], number)
    last_day = clock.today() - number % 2 * DAY
    affiliations.close(affiliation=person.affiliations.order_by("-pk")[0], last_day=last_day, by=world.by_officer())
    model.hat_until[person.pk] = last_day


def give_hat(world, model, number):
    """From today or from tomorrow."""
    row = _one_of(
        Affiliation.objects.filter(ends_on__lt=clock.today(), user__in=model.hat_until).order_by("pk"), number
    )
    starts_on = clock.today() + number % 2 * DAY
    affiliations.open_for(
        user=row.user,
        organisation=row.organisation,
        role=Role(row.role),
        title=f"{model.grades[row.user_id]}A1" if row.user_id in model.grades else "",
        starts_on=starts_on,
        by=world.by_officer(),
    )
    model.hat_until.pop(row.user_id)
    model.hat_from[row.user_id] = starts_on
    model.homes[row.user_id] = row.organisation_id


def move(world, model, number):
    """To the other enterprise, whose word it is not."""
    adult = _one_of([one for one in world.adults if model.is_here(one.pk, clock.today())], number)
    old = adult.affiliations.order_by("-pk")[0]
    new = next(home for home in world.organisations[:2] if home.pk != old.organisation_id)
    affiliations.close(affiliation=old, last_day=clock.today() - DAY, by=world.by_officer())
    affiliations.open_for(user=adult, organisation=new, role=Role(old.role), by=world.by_officer())
    model.homes[adult.pk], model.hat_from[adult.pk] = new.pk, clock.today()
    model.hat_until.pop(adult.pk, None)


def roll_over(world, model, number):
    school = _one_of(world.schools, number)
    moves = {move.class_name: move.becomes for move in roll_over_selectors.proposed_for(school)}
    roll_overs.apply(school=school, moves=moves, by=User.objects.get(pk=world.admins[school.pk]))
    model.rolls_over(school.pk, clock.today())


def wait_a_night(world, model, number):
    world.traveller.shift(DAY)


def wait(world, model, number):
    world.traveller.shift([31, 65, 300, 365][number % 4] * DAY)


STEPS = (
    agree, agree_to_all, agree_to_something_else, say_no, stop_on_the_page, tell_the_school, end_guardianship, say_yes,
    take_yes_back, pass_check, pass_all_checks, pass_for_a_while, lose_check, suspend_in_a_case, hold, release,
    suspend, reinstate, take_hat, give_hat, move, roll_over, wait_a_night, wait,
)  # fmt: skip
