from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from config import catalogues


@pytest.fixture
def ours(tmp_path: Path, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two files with its own locale/, so that the check can be seen to fail."""
    settings.ROOT = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    monkeypatch.setattr(catalogues, "PACKAGES", ("knox.auth",))
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "wording.py").write_text(
        "from django.utils.translation import gettext_lazy as _, ngettext, pgettext\n"
        '_("Xin chào %(name)s")\nngettext("%(n)d em", "%(n)d em", 2)\npgettext("nút", "Gửi")\n',
        encoding="utf-8",
    )
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "<div>\n  {% load i18n %}\n    <c-card title=\"{% translate 'Bài toán' %}\" :hint=\"_('Gợi ý')\">\n"
        "  {% blocktranslate count n=x trimmed %}\n    {{ n }} ý tưởng\n  {% plural %}{{ n }} ý tưởng\n"
        "  {% endblocktranslate %}\n</c-card></div>\n",
        encoding="utf-8",
    )
    return tmp_path


def run(*, check: bool) -> str:
    out = StringIO()
    call_command("messages", check=check, stdout=out)
    return out.getvalue()


def translate_all(language: str) -> None:
    catalogue = catalogues.read(language)
    for message in catalogue:
        if message.id:
            both = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = tuple("[" + text + "]" for text in both)[: catalogue.num_plurals]
            message.string = strings[0] if isinstance(message.id, str) else strings
    catalogues.write(language, catalogue)


@pytest.mark.usefixtures("ours")
def test_sentences_are_found_in_python_in_templates_and_in_components() -> None:
    assert set(catalogues.wanted("en")) == {
        ("Xin chào %(name)s", None),
        (("%(n)d em", "%(n)d em"), None),
        ("Gửi", "nút"),
        ("Bài toán", None),
        ("Gợi ý", None),
        (("%(n)s ý tưởng", "%(n)s ý tưởng"), None),
    }


@pytest.mark.usefixtures("ours")
def test_vietnamese_translates_only_the_packages_english() -> None:
    assert ("Invalid token.", None) in catalogues.wanted("vi")
    assert not catalogues.wanted("vi").keys() & catalogues.wanted("en").keys()


@pytest.mark.usefixtures("ours")
def test_check_lists_what_is_untranslated() -> None:
    run(check=False)
    with pytest.raises(CommandError, match=r"locale/en: not translated: “Bài toán”"):
        run(check=True)


@pytest.mark.usefixtures("ours")
def test_check_is_content_when_everything_is_translated() -> None:
    run(check=False)
    translate_all("en")
    translate_all("vi")
    assert run(check=True) == "vi: 4 sentences, 0 to do.\nen: 6 sentences, 0 to do.\n"


def test_translations_are_kept_and_what_is_no_longer_used_goes(ours: Path) -> None:
    run(check=False)
    translate_all("en")
    (ours / "core" / "wording.py").write_text("", encoding="utf-8")
    run(check=False)
    kept = {message.id: message.string for message in catalogues.read("en") if message.id}
    assert kept == {
        "Bài toán": "[Bài toán]",
        "Gợi ý": "[Gợi ý]",
        ("%(n)s ý tưởng", "%(n)s ý tưởng"): ("[%(n)s ý tưởng]", "[%(n)s ý tưởng]"),
    }


def test_check_names_a_sentence_that_is_no_longer_used(ours: Path) -> None:
    run(check=False)
    translate_all("en")
    translate_all("vi")
    (ours / "core" / "wording.py").write_text("", encoding="utf-8")
    with pytest.raises(CommandError, match=r"no longer used: “Gửi” \(nút\)"):
        run(check=True)


def test_check_notices_a_compiled_file_that_is_out_of_date(ours: Path) -> None:
    run(check=False)
    translate_all("en")
    translate_all("vi")
    (ours / "locale" / "en" / "LC_MESSAGES" / "django.mo").write_bytes(b"old")
    with pytest.raises(CommandError, match=r"django\.mo is not the compiled form"):
        run(check=True)


def test_check_notices_a_lost_placeholder(ours: Path) -> None:
    run(check=False)
    translate_all("en")
    translate_all("vi")
    path = catalogues.path_of("en")
    path.write_text(path.read_text("utf-8").replace("[Xin chào %(name)s]", "[Hello]"), encoding="utf-8")
    with pytest.raises(CommandError, match="placeholders differ: “Xin chào"):
        run(check=True)


@pytest.mark.usefixtures("ours")
def test_writing_twice_changes_nothing() -> None:
    run(check=False)
    first = catalogues.path_of("en").read_bytes()
    run(check=False)
    assert catalogues.path_of("en").read_bytes() == first
