"""What the evidence suggests before a person is asked: always with proof, never a no."""

from safelight.knowledge.risk_questions import risk_questions
from safelight.risk.suggestion import MOST_CITED, prefilled
from safelight.signals.context import CaseContext, Child
from safelight.signals.finding import Finding, Severity, Strength


def finding(identity="f1", *, flags=(), harm="threats", strength=Strength.STRONG, records=("r1", "r2")):
    return Finding(
        id=identity,
        signal="threats",
        version="1",
        harm=harm,
        claim=f"A claim of {identity}.",
        severity=Severity.HIGH,
        strength=strength,
        probability=0.9,
        records=records,
        flags=flags,
    )


def suggested(*findings, context=None):
    return prefilled(findings, context or CaseContext(), risk_questions())


def test_nothing_found_suggests_nothing():
    assert suggested() == {}


def test_a_flag_suggests_a_yes_with_its_findings_and_records():
    one = suggested(finding(flags=("threat_to_life",)))["to-kill"]
    assert one.claims == ("A claim of f1.",)
    assert one.findings == ("f1",)
    assert one.records == ("r1", "r2")
    assert one.strength is Strength.STRONG


def test_the_best_supported_stands_first_and_says_how_far_it_bears():
    weak = finding("weak", flags=("escalating",), harm="pursuit", strength=Strength.WEAK, records=("r2", "r3"))
    strong = finding("strong", flags=("escalating",), harm="pursuit")
    one = suggested(weak, strong)["worse"]
    assert one.findings == ("strong", "weak")
    assert one.strength is Strength.STRONG
    assert one.records == ("r1", "r2", "r3")
    assert suggested(weak)["worse"].strength is Strength.WEAK


def test_the_order_of_findings_changes_nothing():
    several = [finding(f"f{n}", flags=("imminent",)) for n in range(4)]
    assert suggested(*several) == suggested(*reversed(several))


def test_what_officers_noted_is_cited_as_theirs():
    one = suggested(context=CaseContext(children=(Child(name="Ana"),)))["children-contact"]
    assert one.claims == ("Officers noted 1 child who may be affected.",)
    assert one.findings == one.records == ()


def test_fear_is_asked_and_never_read_off_messages():
    every = {flag for question in risk_questions().questions for by in question.suggested_by if (flag := by.flag)}
    found = suggested(*(finding(flag, flags=(flag,), harm=flag) for flag in every))
    assert "serious-fear" not in found


def test_a_long_list_of_records_is_cut():
    one = suggested(finding(flags=("imminent",), records=tuple(f"r{n}" for n in range(99))))["near"]
    assert len(one.records) == MOST_CITED
