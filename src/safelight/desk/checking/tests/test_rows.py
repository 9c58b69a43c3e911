"""The check knows every place in this database that names something sealed."""

import io

from django.apps import apps
from django.db import models

from safelight.desk.checking.rows import naming_fields, naming_models, rows_of_database, way_to_case
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.testing import DeskTestCase
from safelight.evidence.checking.check import Check
from safelight.evidence.checking.problem import Kind


class RowsTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.exhibit = hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        run_worker(until_idle=True)

    def kinds(self, progress) -> set[tuple[Kind, str]]:
        run = Check(the_vault(), the_ledger(), rows_of_database, progress)
        mine = {self.case.key, self.case_of_colleague.key}  # other tests leave things in the same vault
        return {(one.kind, one.case) for one in run.problems(lambda kept: None) if one.case in mine}

    def test_everything_an_exhibit_names_is_found_and_sound(self):
        self.exhibit.refresh_from_db()
        named = {row.sha256 for row in rows_of_database().rows if row.case == self.case.key}
        assert {self.exhibit.sha256, self.exhibit.name_sha256, self.exhibit.table_sha256} <= named
        assert self.kinds(self.progress()) == set()
        self.rows_taken_out_or_altered_behind_the_desks_back()

    def rows_taken_out_or_altered_behind_the_desks_back(self):
        """In the same test: what another one rolled back would still stand in the ledger."""
        Exhibit.objects.filter(pk=self.exhibit.pk).update(size_bytes=7)
        assert self.kinds(self.progress()) == {(Kind.ROW_ALTERED, self.case.key)}
        Exhibit.objects.filter(pk=self.exhibit.pk).delete()
        assert (Kind.ROW_MISSING, self.case.key) in self.kinds(self.progress())

    def progress(self):
        from django.conf import settings

        return settings.FOLDER / "check" / "progress"


def test_every_model_with_a_digest_says_where_its_objects_are():
    for model in naming_models():
        assert way_to_case(model) or getattr(model, "sealed_under", ""), model


def test_no_digest_goes_unseen():
    """A text field of 64 characters in a model of ours is a digest of something sealed, or says that it is not."""
    for model in apps.get_models():
        if not model.__module__.startswith("safelight."):
            continue
        like_digests = {
            field.name
            for field in model._meta.get_fields()
            if isinstance(field, models.CharField) and field.max_length == 64
        }
        known = {*naming_fields(model), *getattr(model, "not_sealed", ()), *_IDS}
        assert like_digests <= known, model


_IDS = {"finding", "record", "fits", "blake3", "fingerprint"}
"""Ids of findings and records, fingerprints of what people chose, and a second digest of an original."""
