"""Components rendered on their own, as a page would render them."""

from django.template import engines
from django.test import RequestFactory

from safelight.desk.design.tests.fixtures import Fixture

HTML_GOES_IN_THE_SLOT = {"button", "fieldset", "notification-banner"}


def rendered(fixture: Fixture) -> str:
    """Render our component from a govuk-frontend fixture."""
    given = fixture.attributes()
    slot = given.pop("text") if fixture.component in HTML_GOES_IN_THE_SLOT and "html" in fixture.options else ""
    template = f'<c-govuk.{fixture.component} :attrs="given">{{{{ slot }}}}</c-govuk.{fixture.component}>'
    return rendered_template(template, given=given, slot=slot)


def rendered_template(source: str, **context: object) -> str:
    """Render a few lines of template; cotton's tags are compiled as they are for a file."""
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get("/"))
