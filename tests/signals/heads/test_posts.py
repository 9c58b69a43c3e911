"""Public posts are scored by a head of their own, which is learned the same every time and refused where changed."""

import csv

import numpy as np
import polars as pl
import pytest
from tests.signals.frames import frame
from tests.signals.heads.made_encoder import MadeEncoder

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.posts.post_file import RECORD, WEIGHTS, post_head_in
from safelight.signals.heads.readable import readable
from safelight.signals.heads.training.posts import FILE, train_posts
from safelight.signals.heads.weights_file import HeadsRefused

HARM = ("they should all be hanged", "somebody ought to burn that house down", "hunt them down and hurt them")
OTHER = ("what a lovely garden", "the match was dull again", "that film was a waste of money")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("set")
    rows = [(HARM if bad else OTHER)[at % 3] for at in range(60) for bad in (0, 1)]
    with (place / FILE).open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["text", "label_category", "split"])
        for at, text in enumerate(rows):
            label = "1. threats, plans to harm and incitement" if at % 2 else "none"
            out.writerow([f"{text} {at}", label, "test" if at > 99 else "train"])
    return place


@pytest.fixture(scope="module")
def made(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("weights")
    return train_posts(folder, out, lambda _: None, MadeEncoder()), out


def test_the_same_set_gives_the_same_bytes_and_its_test_part_is_left_out(folder, made, tmp_path):
    train_posts(folder, tmp_path, lambda _: None, MadeEncoder())
    for name in (WEIGHTS, RECORD):
        assert (tmp_path / name).read_bytes() == (made[1] / name).read_bytes()
    assert (made[0].posts, made[0].labelled) == (100, 50)
    assert made[0].left_out["average_precision alone"] > 0.9


def test_the_encoder_looks_at_the_likeliest_only_and_another_one_not_at_all(made):
    head = post_head_in(made[1])
    texts = readable(pl.Series([*OTHER, *HARM]))
    alone = head.chances(texts, None, None)
    assert alone[3:].min() > alone[:3].max()
    encoder, other = MadeEncoder(), MadeEncoder()
    other.version = "other"
    assert (head.chances(texts, encoder, 3)[:3] == alone[:3]).all()
    assert (head.chances(texts, other, None) == alone).all()
    assert (sorted(encoder.asked), other.asked) == (sorted(texts[3:]), [])


def test_changed_weights_are_refused(made, tmp_path):
    for path in made[1].iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n" * (path.name == WEIGHTS))
    with pytest.raises(HeadsRefused, match=r"for posts .* not the ones of their record"):
        post_head_in(tmp_path)


def test_posts_get_another_score_of_threats_than_messages_and_nothing_else_moves():
    table = frame([(0, "a", "somebody should burn her house down"), (1, "b", "lovely weather")])
    posts = table.with_columns(kind=pl.lit("post").cast(table["kind"].dtype))
    as_messages, as_posts = (message_scores(one, CaseContext()).chances for one in (table, posts))
    threats, any_harm = SCORED.index("threats"), SCORED.index("any")
    assert (as_posts[:, threats] != as_messages[:, threats]).all()
    assert (as_posts[:, any_harm] >= as_posts[:, threats]).all()
    others = [at for at in range(len(SCORED)) if at not in {threats, any_harm}]
    assert np.array_equal(as_posts[:, others], as_messages[:, others])
