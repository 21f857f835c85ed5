"""What stands behind the checks: signatures, passed quizzes, referees; and who waits for what."""

import datetime as dt
import random

from config.demo.names import Names
from config.demo.world import Supporter, World
from core.text import fold
from people import conduct_text, quiz_bank, rules
from people.enums import ClearanceCheck, IdentityWay, KnownFor, OrganisationStatus, RefereeRelation, RequestOutcome
from people.models import Clearance, ClearanceRequest, ConductSignature, QuizTry, Reference

_SEEN = [
    "Đã thấy anh ấy dạy thêm cho lớp trẻ trong xóm, kiên nhẫn và đúng mực.",
    "Chị ấy dẫn đoàn sinh viên tham quan xưởng hai năm liền, các em rất quý.",
    "Chúng tôi cùng tổ chức ngày hội STEM, cẩn thận và tôn trọng các cháu.",
]
_CONCERN = "Có lần anh ấy nhắn tin riêng cho học viên lúc khuya, tôi đã nhắc. Mong người thẩm định hỏi thêm."
_REFUSED = "Ảnh trên giấy tờ đã mờ, anh chị làm lại thẻ rồi đăng ký lần nữa giúp Sở."


def build(world: World) -> None:
    """Everybody who lacks something waits in another way, so that the queue shows each kind."""
    dice = world.dice("clearances")
    names = Names(world.dice("referees"))
    granted: dict[int, list[Clearance]] = {}
    for row in world.batch.rows(Clearance):
        granted.setdefault(id(row.user), []).append(row)
        _back(world, row, dice)
    unfinished = [one for one in world.supporters if not one.cleared and one.login != "mentor_uncleared"]
    for number, one in enumerate(unfinished):
        has = {ClearanceCheck(row.check_kind) for row in granted.get(id(one.user), [])}
        if len(has) < len(ClearanceCheck):
            _wait(world, one, has, number, dice, names)


def _back(world: World, row: Clearance, dice: random.Random) -> None:
    """What the adult did at a screen for a check nobody reviews."""
    at = world.moment((world.today - row.granted_on).days, dice)
    if row.check_kind == ClearanceCheck.CODE_OF_CONDUCT:
        version = conduct_text.versions(conduct_text.FOLDER)[0].version
        world.batch.add(
            ConductSignature(
                user=row.user, version=version, signed_name=row.user.full_name, language="vi", signed_at=at
            )
        )
    if row.check_kind == ClearanceCheck.SAFEGUARDING_QUIZ:
        version = quiz_bank.newest()
        drawn = quiz_bank.draw(version, dice)
        answers = [order.index(quiz_bank.RIGHT) for _id, order in drawn]
        world.batch.add(
            QuizTry(
                user=row.user,
                version=version,
                drawn=drawn,
                answers=answers,
                right=len(drawn),
                is_passed=True,
                started_on=row.granted_on,
                number=1,
                started_at=at,
                finished_at=at + dt.timedelta(minutes=9),
            )
        )


def _wait(
    world: World, one: Supporter, has: set[ClearanceCheck], number: int, dice: random.Random, names: Names
) -> None:
    if ClearanceCheck.IDENTITY not in has:
        if number % 4 == 3:
            refused = _request(one, ClearanceCheck.IDENTITY, world.moment(30, dice), way=IdentityWay.VIDEO)
            refused.outcome, refused.reason = RequestOutcome.REFUSED, _REFUSED
            refused.decided_by, refused.decided_at = world.officers[0], world.moment(24, dice)
            world.batch.add(refused)
        else:
            way = dice.choice(list(IdentityWay))
            asked = world.moment(dice.randint(1, 14), dice)
            world.batch.add(_request(one, ClearanceCheck.IDENTITY, asked, way=way))
    if ClearanceCheck.ORGANISATION_WORD not in has and one.organisation.status == OrganisationStatus.VERIFIED:
        asked = world.moment(dice.randint(1, 20), dice)
        world.batch.add(_request(one, ClearanceCheck.ORGANISATION_WORD, asked, organisation=one.organisation))
    if ClearanceCheck.REFERENCES not in has:
        _refer(world, one, number % 3, dice, names)


def _refer(world: World, one: Supporter, kind: int, dice: random.Random, names: Names) -> None:
    """0: both spoke for the adult · 1: one worries · 2: one has not answered."""
    named = world.moment(dice.randint(7, 12), dice)
    rows = [_reference(one, place, named, dice, names) for place in (1, 2)]
    for row in rows[: 1 if kind == 2 else 2]:
        row.answered_at = named + dt.timedelta(days=dice.randint(1, 5))
        row.known_for, row.with_children = dice.choice(list(KnownFor)[1:]), dice.choice(_SEEN)
        row.has_concern, row.recommends = False, True
    if kind == 1:
        rows[1].has_concern, rows[1].recommends, rows[1].concern = True, False, _CONCERN
    for row in rows:
        world.batch.add(row)
    if kind != 2:
        asked = max(row.answered_at for row in rows if row.answered_at)
        world.batch.add(_request(one, ClearanceCheck.REFERENCES, asked))


def _reference(one: Supporter, place: int, named: dt.datetime, dice: random.Random, names: Names) -> Reference:
    full_name = names.person()
    return Reference(
        user=one.user,
        place=place,
        name=full_name,
        email=f"{fold(full_name).replace(' ', '.')}@noi-lam-viec-{place}.vi-du.vn",
        relation=dice.choice(list(RefereeRelation)),
        named_at=named,
        expires_at=named + dt.timedelta(days=rules.REFERENCE_DAYS),
        mailed_at=named,
    )


def _request(one: Supporter, check: ClearanceCheck, asked_at: dt.datetime, **facts: object) -> ClearanceRequest:
    return ClearanceRequest(user=one.user, check_kind=check, asked_at=asked_at, **facts)
