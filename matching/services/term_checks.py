"""Whether a proposed term is fit to be looked at by the Department, and whether the whole stands with it."""

import re
from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from django.utils.translation import gettext as _

from core.text import fold, normalise
from matching import contact_words
from matching.engine import general, lexicon_checks, overlay, tokens
from matching.engine.lexicon import Lexicon, key_of
from matching.engine.lexicon_checks import LONGEST_FORM, LONGEST_IDENTITY, MOST_WORDS, Fault, Finding
from matching.engine.overlay import AddConcept, AddForm, Change, RemoveForm
from matching.enums import ConceptArea, ConceptKind
from matching.rules import NEW_FORMS_MOST, RELATIONS_MOST, SYLLABLE_IN_CONCEPTS

Errors = dict[str, list[object]]

_SHORTEST_ENGLISH = 3
# A word that two Vietnamese ones share without their marks is read with marks only; that is no reason to refuse it.
_BEARABLE = {Fault.SHARED_FOLDED}
# What each change would break, as long as its lexicon is in use.
_found: WeakKeyDictionary[Lexicon, dict[Change, list[Finding]]] = WeakKeyDictionary()
_CHANGES_MOST = 200


def tidy_form(form: str) -> str:
    return normalise(form).lower()


def code_of(english: Iterable[str]) -> str:
    """The id a new concept gets from its first English form: "oyster farming" → "oyster_farming"."""
    words = re.findall(r"[a-z0-9]+", fold(next(iter(english), "")))
    code = "_".join(words)[:LONGEST_IDENTITY].strip("_")
    return code if not code[:1].isdigit() else f"c_{code}"[:LONGEST_IDENTITY]


def errors_of(known: Lexicon, change: Change) -> Errors:
    """By field, what is wrong; empty where the whole would stand."""
    errors = _of_concept(known, change) if isinstance(change, AddConcept) else _of_form_change(known, change)
    return errors or _of_whole(known, change)


def contact_in(*texts: str) -> str | None:
    """A sentence where one of them holds the way to somebody."""
    found = next(filter(None, map(contact_words.found_in, texts)), "")
    if not found:
        return None
    return _("“%(words)s” trông như số điện thoại hay địa chỉ liên lạc. Hãy bỏ đi: từ vựng nhiều người cùng đọc.") % {
        "words": found
    }


def _of_form_change(known: Lexicon, change: AddForm | RemoveForm) -> Errors:
    concept = known.concepts.get(change.concept)
    if concept is None:
        return {"concept": [_("Không có khái niệm này trong bộ từ.")]}
    key = key_of(change.language, change.form)
    has_it = key in {key_of(change.language, form) for form in concept.forms(change.language)}
    if isinstance(change, AddForm):
        if has_it:
            return {"form": [_("Khái niệm này đã có cách nói đó rồi.")]}
        return _at("form", _of_form(known, change.concept, change.language, change.form))
    if not has_it:
        return {"form": [_("Khái niệm này không có cách nói đó.")]}
    if not overlay.fits(known, change):
        return {"form": [_("Đây là cách nói cuối cùng bằng ngôn ngữ này. Hãy đề xuất cách nói thay thế trước.")]}
    return {}


def _of_concept(known: Lexicon, change: AddConcept) -> Errors:
    new, errors = change.concept, Errors()
    for language in lexicon_checks.LANGUAGES:
        sentences = [_of_form(known, new.id, language, form) for form in new.forms(language)]
        errors |= _at(language, *(sentence or _of_number(new.forms(language)) for sentence in sentences or [None]))
    if new.kind not in ConceptKind.values:
        errors["kind"] = [_("Hãy chọn một loại.")]
    if new.area not in ConceptArea.values:
        errors["area"] = [_("Hãy chọn một mảng.")]
    if new.id in known.concepts:
        errors.setdefault("en", []).append(
            _("Đã có khái niệm “%(name)s”. Hãy thêm cách nói vào đó.") % {"name": known.concepts[new.id].name("vi")}
        )
    return errors | _of_ties(known, change)


def _of_number(forms: tuple[str, ...]) -> str | None:
    if not forms:
        return _("Cần ít nhất một cách nói bằng ngôn ngữ này.")
    if len(forms) > NEW_FORMS_MOST:
        return _("Nhiều nhất %(most)s cách nói; sau này còn thêm được.") % {"most": NEW_FORMS_MOST}
    return None


def _of_ties(known: Lexicon, change: AddConcept) -> Errors:
    """A concept that hangs on nothing helps nobody to be found."""
    parent, errors = change.concept.parent, Errors()
    if parent and parent not in known.concepts:
        errors["parent"] = [_("Không có khái niệm này trong bộ từ.")]
    if len(change.helps) > RELATIONS_MOST:
        errors["helped_by"] = [_("Nhiều nhất %(most)s khái niệm liên quan.") % {"most": RELATIONS_MOST}]
    for relation in change.helps:
        helped = relation.source == change.concept.id
        if (relation.target if helped else relation.source) not in known.concepts:
            errors["helped_by" if helped else "helps"] = [_("Không có khái niệm này trong bộ từ.")]
    if not parent and not change.helps:
        errors["parent"] = [_("Hãy chọn khái niệm rộng hơn, hoặc ai giúp được, để bộ từ biết nó nằm ở đâu.")]
    return errors


def _of_form(known: Lexicon, concept: str, language: str, form: str) -> str | None:
    """Why this cannot be a form of the concept, in one sentence."""
    words = tokens.tokenise(form)
    if not words:
        return _("Cần có ít nhất một chữ.")
    if len(form) > LONGEST_FORM or len(words) > MOST_WORDS:
        return _("“%(form)s” dài quá: nhiều nhất %(words)s từ và %(letters)s chữ cái.") % {
            "form": form, "words": MOST_WORDS, "letters": LONGEST_FORM,
        }  # fmt: skip
    if "|" in form or "\t" in form:
        return _("Mỗi dòng một cách nói, không dùng dấu “|”.")
    if contact := contact_in(form):
        return contact
    if owner := next((one for one in known.owners(language, key_of(language, form)) if one != concept), None):
        return _("“%(form)s” đã là cách nói của khái niệm “%(name)s”.") % {
            "form": form, "name": known.concepts[owner].name(language),
        }  # fmt: skip
    return _of_meaning(known, concept, language, form)


def _of_meaning(known: Lexicon, concept: str, language: str, form: str) -> str | None:
    """Too general, or one syllable that may be too many words."""
    words = tokens.tokenise(form)
    if general.phrase(" ".join(word.text for word in words), accented=True) or all(map(_says_nothing, words)):
        return _("“%(form)s” chung quá, bài nào cũng có thể nói đến. Hãy viết cụ thể hơn.") % {"form": form}
    if len(words) > 1:
        return None
    if language == tokens.ENGLISH:
        is_general = len(words[0].folded) < _SHORTEST_ENGLISH or general.word(words[0].folded)
        sentence = _("“%(form)s” chung quá, bài nào cũng có thể nói đến. Hãy viết cụ thể hơn.")
        return sentence % {"form": form} if is_general else None
    others = _with_syllable(known, concept, words[0].text)
    if len(others) < SYLLABLE_IN_CONCEPTS or not tokens.syllable_shaped(words[0].folded):
        return None
    return _("Một tiếng “%(form)s” dễ hiểu sang nghĩa khác, như trong %(examples)s. Hãy viết đủ hai tiếng trở lên.") % {
        "form": form, "examples": ", ".join(f"“{other}”" for other in others[:SYLLABLE_IN_CONCEPTS]),
    }  # fmt: skip


def _says_nothing(word: tokens.Token) -> bool:
    return tokens.empty(word.text, accented=True) or general.is_number(word.text)


def _with_syllable(known: Lexicon, concept: str, syllable: str) -> list[str]:
    """A form of each other concept that has it beside other syllables."""
    found = []
    for other in known.concepts.values():
        forms = (form for form in other.vi if other.id != concept and " " in form)
        found += [form for form in forms if syllable in {word.text for word in tokens.tokenise(form)}][:1]
    return found


def _of_whole(known: Lexicon, change: Change) -> Errors:
    """The rules of the files, for the lexicon with the change: what they find and did not find before."""
    new = _new_faults(known, change)
    if not new:
        return {} if overlay.fits(known, change) else {"": [_("Bộ từ đã đổi, đề xuất này không còn gì để làm.")]}
    syllable = next((finding for finding in new if finding.fault == Fault.SHARED_SYLLABLE), None)
    if syllable:
        return _at(
            "form" if isinstance(change, AddForm) else "vi",
            _("Một tiếng “%(form)s” viết không dấu thì lẫn với “%(other)s”. Hãy viết đủ hai tiếng trở lên.")
            % {"form": syllable.facts[1], "other": syllable.facts[3]},
        )
    return {"": [_("Nhận đề xuất này thì bộ từ sẽ có lỗi: %(what)s") % {"what": new[0]}]}


def _new_faults(known: Lexicon, change: Change) -> list[Finding]:
    """Found once: a form that comes back, its reason mended, asks for the same change of the same lexicon."""
    found = _found.setdefault(known, {})
    new = found.get(change)
    if new is None:
        if len(found) >= _CHANGES_MOST:
            found.clear()
        new = found[change] = _find_new(known, change)
    return new


def _find_new(known: Lexicon, change: Change) -> list[Finding]:
    shared = lexicon_checks.shared_forms()
    after = lexicon_checks.faults_of(overlay.applied(known, [change]), shared)
    grave = [finding for finding in after if finding.fault not in _BEARABLE]
    before = set(lexicon_checks.faults_of(known, shared)) if grave else set()
    return [finding for finding in grave if finding not in before]


def _at(field: str, *sentences: str | None) -> Errors:
    said = [sentence for sentence in dict.fromkeys(sentences) if sentence]
    return {field: list(said)} if said else {}


def merged(*errors: Mapping[str, list[object]]) -> Errors:
    whole = Errors()
    for one in errors:
        for field, sentences in one.items():
            whole.setdefault(field, []).extend(sentences)
    return whole
