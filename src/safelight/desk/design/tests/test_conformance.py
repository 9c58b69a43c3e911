"""Our components make the HTML that GOV.UK's own macros make, fixture by fixture."""

import pytest

from safelight.desk.design.tests.fixtures import Fixture, fixtures
from safelight.desk.design.tests.markup import outline
from safelight.desk.design.tests.rendering import rendered
from safelight.desk.design.tests.unsupported import FIXTURES, OPTIONS

# Component: how many of GOV.UK's fixtures ours answers with the same HTML.
SAME = {
    "back-link": 7,
    "breadcrumbs": 12,
    "button": 38,
    "checkboxes": 42,
    "date-input": 50,
    "details": 10,
    "error-message": 9,
    "error-summary": 19,
    "exit-this-page": 4,
    "fieldset": 18,
    "file-upload": 19,
    "generic-header": 7,
    "hint": 6,
    "input": 45,
    "inset-text": 6,
    "label": 17,
    "notification-banner": 21,
    "pagination": 15,
    "panel": 9,
    "phase-banner": 7,
    "radios": 43,
    "select": 18,
    "service-navigation": 16,
    "skip-link": 9,
    "summary-list": 30,
    "table": 21,
    "tabs": 14,
    "tag": 12,
    "task-list": 11,
    "textarea": 18,
    "warning-text": 8,
}


def is_supported(fixture: Fixture) -> bool:
    needs = fixture.attributes().keys() & OPTIONS.get(fixture.component, {}).keys()
    return not needs and str(fixture) not in FIXTURES


@pytest.mark.parametrize(("component", "expected"), SAME.items())
def test_every_supported_fixture_gives_the_same_html(component: str, expected: int) -> None:
    supported = [fixture for fixture in fixtures(component) if is_supported(fixture)]
    different = [str(each) for each in supported if outline(rendered(each)) != outline(each.html)]

    assert not different
    assert len(supported) == expected


def test_what_is_called_unsupported_still_exists() -> None:
    """A fixture or option that is gone, or that has come to work, must leave the list."""
    known = {str(fixture): fixture for component in SAME for fixture in fixtures(component)}

    assert [name for name in FIXTURES if outline(rendered(known[name])) == outline(known[name].html)] == []
    for component, options in OPTIONS.items():
        used = {name for fixture in fixtures(component) for name in fixture.attributes()}
        assert set(options) <= used, component
