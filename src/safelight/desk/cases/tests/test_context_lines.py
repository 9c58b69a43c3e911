"""What officers type is what signals get, and comes back as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.desk.cases.context_lines import context_of, typed_of
from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals.context import AccountOfConcern, CaseContext, Child, Owner, ProtectedIdentity
from safelight.signals.context_refused import ContextRefused

EMPTY = typed_of(CaseContext())
words = st.text("abcdefghij ÿŵ_.@+", min_size=1, max_size=12).map(str.strip).filter(bool)
lists = st.lists(words, max_size=3, unique=True).map(tuple)
contexts = st.builds(
    CaseContext,
    jurisdiction=st.sampled_from(Jurisdiction),
    timezone=st.sampled_from([None, "Europe/London", "Asia/Kolkata"]),
    owner=st.builds(Owner, name=words, accounts=lists, age=st.none() | st.integers(0, 110)),
    concern=st.lists(st.builds(AccountOfConcern, name=words, accounts=lists), max_size=3).map(tuple),
    protected=st.lists(st.builds(ProtectedIdentity, name=words, aliases=lists), max_size=2).map(tuple),
    children=st.lists(
        st.builds(Child, name=words, age=st.none() | st.integers(0, 17), accounts=lists), max_size=2
    ).map(tuple),
)


def test_nothing_typed_is_nothing_known():
    assert context_of(EMPTY) == CaseContext()


@given(contexts)
def test_a_context_comes_back_as_it_was(context):
    assert context_of(typed_of(context)) == context


def test_the_lines_the_form_shows_as_examples():
    context = context_of(
        EMPTY
        | {
            "timezone": "Europe/London",
            "concern": "Sam; sam_88, +44 7700 900123",
            "boundaries": "2026-03-01 14:00; sam_88",
            "orders": "Non-molestation order; 2026-03-05; ; no contact, stay 100 m away",
        }
    )
    assert context.concern == (AccountOfConcern(name="Sam", accounts=("sam_88", "+44 7700 900123")),)
    assert context.boundaries[0].account == "sam_88"
    assert context.orders[0].conditions == ("no contact", "stay 100 m away")
    assert context.orders[0].ends is None
    assert context_of(typed_of(context)) == context


@pytest.mark.parametrize(
    ("part", "line"), [("timezone", "Mars/Base"), ("boundaries", "yesterday"), ("owner_age", "old")]
)
def test_what_cannot_be_understood_is_refused_in_a_sentence(part, line):
    with pytest.raises(ContextRefused) as refused:
        context_of(EMPTY | {part: line})
    assert refused.value.problems
