"""The retention pack: review dates by category, and refusals in sentences."""

from datetime import date

import pytest
import yaml

from safelight.desk.cases.models import Harm
from safelight.knowledge.pack import PACKS, PackRefused, load
from safelight.knowledge.retention import Retention, retention, years_after


def test_every_kind_of_harm_has_a_category_to_begin_with():
    pack = retention()
    assert {pack.suggested_for(harm).group for harm in Harm.values} <= {1, 2, 3}
    assert pack.suggested_for("grooming").id == "public-protection"


def test_review_dates():
    category = retention().category("other-offences")
    assert category.review_after(date(2026, 11, 27), is_first=True) == date(2032, 11, 27)
    assert category.review_after(date(2032, 11, 27), is_first=False) == date(2037, 11, 27)
    assert years_after(date(2028, 2, 29), 1) == date(2029, 3, 1)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("categories", 0, "source"), "nowhere", "which the pack does not name"),
        (("categories", 0, "id"), "undetected", "stands twice"),
        (("categories", 0, "first_review_years"), 0, "less than a year"),
    ],
)
def test_a_bad_pack_is_refused_in_a_sentence(tmp_path, path, value, said):
    written = yaml.safe_load((PACKS / "retention.yaml").read_text("utf-8"))
    rows, number, key = path
    written[rows][number][key] = value
    (tmp_path / "retention.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    with pytest.raises(PackRefused, match=said):
        load(tmp_path / "retention.yaml", Retention)
