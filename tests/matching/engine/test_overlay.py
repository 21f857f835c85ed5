"""What was accepted since the release, over a lexicon that may have moved on meanwhile."""

from matching.engine import overlay
from matching.engine.lexicon import Concept, Help, Lexicon
from matching.engine.overlay import AddConcept, AddForm, RemoveForm

OYSTERS = Concept("oysters", "product", "", ("nuôi hàu", "hàu sữa"), ("oyster farming",), "life")
ALGAE = Concept("algae", "product", "aquaculture", ("nuôi tảo",), ("algae farming",), "life")


def base() -> Lexicon:
    fish = Concept("aquaculture", "trade", "", ("thuỷ sản", "nuôi cá"), ("aquaculture", "fish farming"), "life")
    return Lexicon({"aquaculture": fish, "oysters": OYSTERS}, (Help("oysters", "aquaculture", 0.8),))


def test_a_form_is_added_and_found() -> None:
    laid = overlay.applied(base(), [AddForm("oysters", "vi", "bè hàu")])
    assert laid.concepts["oysters"].vi == ("nuôi hàu", "hàu sữa", "bè hàu")
    assert laid.owners("vi", "bè hàu") == ("oysters",)
    assert laid.helps == base().helps


def test_a_form_that_is_there_or_belongs_to_another_concept_changes_nothing() -> None:
    known = base()
    changes = [
        AddForm("oysters", "vi", "Hàu Sữa"),
        AddForm("oysters", "en", "fish farmings"),
        AddForm("oysters", "vi", "thủy sản"),
        AddForm("oysters", "vi", "!"),
        AddForm("gone", "vi", "bè hàu"),
    ]
    assert [overlay.fits(known, change) for change in changes] == [False] * 5
    assert overlay.applied(known, changes) is known


def test_a_form_is_taken_out_but_never_the_last_of_a_language() -> None:
    known = base()
    laid = overlay.applied(known, [RemoveForm("oysters", "vi", "hàu sữa"), RemoveForm("oysters", "vi", "nuôi hàu")])
    assert laid.concepts["oysters"].vi == ("nuôi hàu",)
    assert laid.owners("vi", "hàu sữa") == ()
    assert overlay.fits(known, RemoveForm("oysters", "en", "oyster farming")) is False
    assert overlay.fits(known, RemoveForm("oysters", "vi", "con hàu")) is False
    assert overlay.fits(known, RemoveForm("gone", "vi", "con hàu")) is False


def test_a_form_taken_from_one_concept_may_go_to_another() -> None:
    laid = overlay.applied(base(), [RemoveForm("oysters", "vi", "hàu sữa"), AddForm("aquaculture", "vi", "hàu sữa")])
    assert laid.owners("vi", "hàu sữa") == ("aquaculture",)


def test_a_new_concept_comes_with_its_relations() -> None:
    laid = overlay.applied(base(), [AddConcept(ALGAE, (Help("algae", "aquaculture", 0.8), Help("algae", "gone", 0.8)))])
    assert laid.concepts["algae"] == ALGAE
    assert list(laid.ancestors("algae")) == ["aquaculture"]
    assert laid.helps == (*base().helps, Help("algae", "aquaculture", 0.8))


def test_a_new_concept_leaves_out_what_others_have_and_a_parent_that_is_gone() -> None:
    crowded = Concept("algae", "product", "gone", ("nuôi tảo", "nuôi cá", "Nuôi Tảo"), ("algae", "aquaculture"), "life")
    laid = overlay.applied(base(), [AddConcept(crowded)])
    assert laid.concepts["algae"] == Concept("algae", "product", "", ("nuôi tảo",), ("algae",), "life")


def test_a_concept_the_release_has_by_now_or_without_a_form_of_its_own_changes_nothing() -> None:
    taken = Concept("algae", "product", "", ("nuôi cá",), ("algae",), "life")
    assert overlay.fits(base(), AddConcept(OYSTERS)) is False
    assert overlay.fits(base(), AddConcept(taken)) is False


def test_what_a_change_touches() -> None:
    assert overlay.touched(AddConcept(ALGAE)) == ("nuôi tảo", "algae farming")
    assert overlay.touched(AddForm("oysters", "vi", "bè hàu")) == ("bè hàu",)
