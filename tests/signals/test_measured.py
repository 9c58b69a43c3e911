"""What manifests say of how well signals did is what was measured with the weights that ship."""

from safelight.evaluating.found import MEASURABLE
from safelight.signals.heads.scores import SHIPPED
from safelight.signals.heads.weights_file import model_in
from safelight.signals.measured import measured, told_of
from safelight.signals.registry import SIGNALS


def test_figures_are_of_the_weights_that_ship_and_of_every_signal_that_has_labels():
    assert measured().weights == model_in(SHIPPED)[1]
    assert measured().signals.keys() == MEASURABLE.keys()


def test_counts_fit_together():
    for of in measured().signals.values():
        for counts in (of.left_out, of.development):
            assert counts.right_strongly <= counts.right <= counts.should <= counts.conversations
            assert counts.wrong_harmless <= counts.wrong <= counts.conversations - counts.should
            assert counts.wrong_strongly <= counts.wrong
        assert of.ordinary.strongly <= of.ordinary.found <= of.ordinary.conversations


def test_the_manifests_tell_them():
    told = {one.MANIFEST.name: one.MANIFEST.evaluation for one in SIGNALS}
    for name, of in measured().signals.items():
        assert f"in {of.development.right} of {of.development.should} " in told[name]


def test_what_was_never_measured_says_so():
    assert told_of("palmistry") == "It has not been measured."
