"""Written in the background: asked for once, done once, left and come back to, failed with a word on what to do."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config import schedule
from core import clock
from core.errors import Conflict
from network import tasks
from network.models import Challenge, Club, Idea, ImportBatch
from network.services import import_jobs, imports, post_content
from people.selectors import hats
from tests import make
from tests.network import sheet_rows as rows

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def by():
    return make.representative()


@pytest.fixture
def batch(by):
    return many(by, 3)


def many(by, count, kind="challenge"):
    row, title = (rows.CHALLENGE, "Bài toán") if kind == "challenge" else (rows.IDEA, "Tên ý tưởng")
    given = [list((row | {title: f"Tên số {number}"}).values()) for number in range(count)]
    return imports.preview(kind=kind, file=rows.csv_file(*given, head=list(row)), by=by)


def now(batch):
    return ImportBatch.objects.get(pk=batch.pk)


def test_a_double_click_queues_once_and_writes_once(batch, by, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as queued:
        import_jobs.start(batch=batch, by=by)
        import_jobs.start(batch=batch, by=by)
    tasks.write_import(batch.pk)

    assert len(queued) == 1
    assert (now(batch).state, Challenge.objects.count()) == ("applied", 3)
    assert now(batch).created == list(Challenge.objects.order_by("pk").values_list("pk", flat=True))


def test_nothing_is_written_that_nobody_asked_for(batch):
    tasks.write_import(batch.pk)

    assert (now(batch).state, Challenge.objects.count()) == ("ready", 0)


def test_a_worker_that_died_half_way_is_followed_by_another(batch, by, monkeypatch):
    import_jobs.start(batch=batch, by=by)
    monkeypatch.setattr(post_content, "_link_fields", lambda model, wanted: (_ for _ in ()).throw(SystemExit))
    with pytest.raises(SystemExit):
        tasks.write_import(batch.pk)
    assert (now(batch).state, Challenge.objects.count()) == ("running", 0)

    monkeypatch.undo()
    tasks.write_import(batch.pk)

    assert (now(batch).state, Challenge.objects.count()) == ("applied", 3)


def test_a_refusal_is_kept_for_the_page_and_may_be_tried_again(by, client):
    batch = many(by, 2)
    good = batch.rows
    ImportBatch.objects.update(rows=[good[0], good[1] | {"deadline": "01/01/2020"}])
    client.force_login(by)
    client.post(reverse("import_apply", args=[batch.pk]))
    tasks.write_import(batch.pk)

    page = client.get(reverse("import_preview", args=[batch.pk])).content.decode()
    assert now(batch).state == "failed"
    assert "Chưa ghi được, chưa có gì thay đổi" in page
    assert "Chưa ghi được dòng 3: Hạn đã qua" in page
    assert reverse("import_apply", args=[batch.pk]) in page

    ImportBatch.objects.update(rows=good)
    client.post(reverse("import_apply", args=[batch.pk]))
    tasks.write_import(batch.pk)
    assert (now(batch).state, now(batch).failure, Challenge.objects.count()) == ("applied", "", 2)


def test_what_nobody_foresaw_says_what_to_do_and_is_told_to_the_queue(batch, by, monkeypatch):
    import_jobs.start(batch=batch, by=by)

    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(import_jobs.imports, "apply", broken)
    with pytest.raises(ZeroDivisionError):
        tasks.write_import(batch.pk)

    assert now(batch).state == "failed"
    assert "Mời bấm ghi lại" in now(batch).failure


def test_a_failure_speaks_the_uploaders_language(batch, by):
    by.language = "en"
    by.save()
    import_jobs.start(batch=batch, by=by)
    ImportBatch.objects.update(rows=[row | {"deadline": "01/01/2020"} for row in batch.rows])

    tasks.write_import(batch.pk)

    assert now(batch).failure.startswith("Row 2 could not be saved: The deadline has passed.")


def test_what_the_queue_lost_may_be_asked_for_again(batch, by, django_capture_on_commit_callbacks):
    import_jobs.start(batch=batch, by=by)

    later = time_machine.travel(clock.now() + dt.timedelta(minutes=21), tick=False)
    with later, django_capture_on_commit_callbacks(execute=True):
        import_jobs.start(batch=batch, by=by)

    assert now(batch).state == "applied"


def test_rights_are_asked_when_it_is_written():
    club = make.club()
    before = club.adviser
    batch = many(before, 1, kind="idea")
    import_jobs.start(batch=batch, by=before)
    Club.objects.update(adviser=make.adviser(club.school))

    tasks.write_import(batch.pk)

    assert (now(batch).state, Idea.objects.count()) == ("failed", 0)


def test_the_bar_asks_again_until_there_is_a_result(batch, by, client):
    client.force_login(by)
    url = reverse("import_progress", args=[batch.pk])
    client.post(reverse("import_apply", args=[batch.pk]))
    ImportBatch.objects.update(checked=2)

    page = client.get(reverse("import_preview", args=[batch.pk])).content.decode()
    bar = client.get(url, headers=HTMX).content.decode()
    tasks.write_import(batch.pk)
    done = client.get(url, headers=HTMX)
    left_and_back = client.get(reverse("import_preview", args=[batch.pk])).content.decode()

    for shown in (page, bar):
        assert f'hx-get="{url}"' in shown
        assert "2 trên 3 dòng" in shown
    assert done["HX-Redirect"] == reverse("import_preview", args=[batch.pk])
    assert "Đã ghi 3 dòng thành bản nháp" in left_and_back
    assert url not in left_and_back


def test_without_script_the_bar_is_the_page(batch, by, client):
    client.force_login(by)

    assert client.get(reverse("import_progress", args=[batch.pk])).url == reverse("import_preview", args=[batch.pk])


def test_the_first_page_tells_how_each_file_stands(batch, by, client):
    client.force_login(by)
    import_jobs.start(batch=batch, by=by)

    assert "đang ghi" in client.get(reverse("import_home")).content.decode()


def test_how_far_it_is_can_be_read_while_rows_are_looked_at(by, monkeypatch):
    batch = many(by, 250)
    told, read = [], imports.import_rows.read

    def noting(*args, **kwargs):
        told.append(now(batch).checked)
        return read(*args, **kwargs)

    monkeypatch.setattr(imports.import_rows, "read", noting)
    imports.apply(batch=batch, by=by)

    assert sorted(set(told)) == [0, 100, 200]
    assert now(batch).checked == 250


@pytest.mark.parametrize("kind", ["challenge", "idea"])
def test_twenty_five_rows_are_written_with_as_many_queries_as_one(kind):
    club = make.club()
    by = make.representative() if kind == "challenge" else club.adviser
    counts = []
    for count in (1, 25):  # one statement on SQLite takes 999 values: some thirty rows of a trail
        batch = many(by, count, kind)
        hats.forget(by)
        with CaptureQueriesContext(connection) as queries:
            imports.apply(batch=batch, by=by)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 20


def test_a_draft_is_found_by_its_words_as_if_it_had_been_typed(batch, by):
    imports.apply(batch=batch, by=by)

    imported = Challenge.objects.first()
    before = imported.search_text
    imported.save()
    assert (imported.search_text, "ten so" in before) == (before, True)


def test_old_previews_go_at_night_and_what_was_written_stays(by):
    kept, stale, done = many(by, 1), many(by, 1), many(by, 1)
    running = many(by, 1)
    imports.apply(batch=done, by=by)
    import_jobs.start(batch=running, by=by)
    eight_days_ago = clock.now() - dt.timedelta(days=8)
    ImportBatch.objects.filter(pk__in=[stale.pk, done.pk, running.pk]).update(created_at=eight_days_ago)

    tasks.clear_imports()
    assert set(ImportBatch.objects.values_list("pk", flat=True)) == {kept.pk, done.pk, running.pk}

    with time_machine.travel(clock.now() + dt.timedelta(days=31), tick=False):
        tasks.clear_imports()
    assert (ImportBatch.objects.count(), Challenge.objects.count()) == (0, 1)


def test_the_night_knows_of_it():
    assert ("clear imports", "network.tasks.clear_imports", schedule.DAILY, 1) in schedule.JOBS


def test_two_applications_at_once_write_once(batch, by):
    first, second = now(batch), now(batch)
    imports.apply(batch=first, by=by)

    with pytest.raises(Conflict, match="đã được ghi"):
        imports.apply(batch=second, by=by)

    assert Challenge.objects.count() == 3
