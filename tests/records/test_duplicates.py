"""The same message from two exports counts once; two messages never become one; nothing is lost."""

from collections import Counter

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from make import message

from safelight.records.moment import Micros
from safelight.records.record import AtQuality, Direction, Kind, Record, State
from safelight.records.table import parquet_of, table_of, together

SECOND: Micros = 1_000_000
HOUR = 3_600 * SECOND
START = 1_700_000_000 * SECOND
TALK = [
    "Where are you?", "I know you are at home", "ok", "ok", "Please stop writing to me", "no", "You will see",
    "ok", "I saw you at the station", "leave me alone", "Answer the phone", "Who are you with",
]  # fmt: skip


def talk(thread="Jo", them="Jo", owner: str | None = "Maya", *, member="chat.txt", texts=TALK, step=1, **parts):
    """A conversation: turns a minute and a bit apart, written with a clock of ``step`` seconds."""
    records = []
    for number, text in enumerate(texts):
        at = START + number * 67 * SECOND
        given_parts = {
            "at": at // (step * SECOND) * step * SECOND,
            "sender": owner if number % 3 == 2 else them,
            "thread": thread,
            "text": text,
            "member": member,
            **parts,
        }
        records.append(message(number * 10, **given_parts))
    return records


def exhibit(number: int, records: list[Record]) -> pl.DataFrame:
    return table_of(records, exhibit=f"{number:02x}" * 32)


def shifted(records: list[Record], by: Micros) -> list[Record]:
    return [message(**{**_parts(one), "at": one.at + by}) for one in records if one.at is not None]


def _parts(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def repeats(table: pl.DataFrame) -> int:
    return int(table["also"].list.len().fill_null(0).sum())


def test_one_chat_exported_twice_counts_once_and_both_places_are_kept():
    case = together([exhibit(1, talk()), exhibit(2, talk(member="_chat.txt"))])
    assert case["text"].to_list() == TALK
    for row in case.iter_rows(named=True):
        (other,) = row["also"]
        assert {row["exhibit"], other["exhibit"]} == {"01" * 32, "02" * 32}
        assert (other["member"], other["offset"], other["length"]) == ("_chat.txt", row["offset"], 10)
        assert other["seconds_apart"] == 0


def test_a_text_export_and_its_database_are_one_and_the_surer_time_is_kept():
    text = talk(step=60, at_quality=AtQuality.ZONE_ASSUMED)
    phone = talk("447700900101@s.whatsapp.net", "447700900101", None, member="msgstore.db")
    case = together([exhibit(1, text), exhibit(2, phone)])
    assert case.height == repeats(case) == len(TALK)
    assert set(case["exhibit"]) == {"02" * 32}
    assert set(case["sender"]) == {"447700900101", None}


def test_a_number_and_a_name_are_one_only_where_the_whole_conversation_is():
    text = talk(step=60)
    phone = talk("+44 7700 900101", "+44 7700 900101", None, member="msgstore.db")
    assert repeats(together([exhibit(1, text), exhibit(2, phone[:6])])) == 0
    others = [message(**{**_parts(one), "text": f"{one.text}!"}) for one in phone[:6]] + phone[6:]
    assert repeats(together([exhibit(1, text), exhibit(2, others)])) == 0


def test_a_short_chat_under_the_names_of_two_files_is_one_where_all_of_it_is_and_both_speak():
    one, other = (talk(name, member=name, texts=TALK[:5], step=60) for name in ("one.txt", "x.zip/two.txt"))
    assert repeats(together([exhibit(1, one), exhibit(2, other)])) == 5
    assert repeats(together([exhibit(1, one), exhibit(2, other[:4])])) == 0
    alone = [talk(name, owner="Jo", member=name, texts=TALK[:5]) for name in ("one.txt", "x.zip/two.txt")]
    assert repeats(together([exhibit(1, alone[0]), exhibit(2, alone[1])])) == 0


def test_the_same_threats_to_two_people_stay_two():
    to_jo = talk("Jo", owner="Sam", them="Sam", member="jo.txt", step=60)
    to_ann = talk("Ann", owner="Sam", them="Sam", member="ann.txt", step=60)
    to_number = talk("+44 7700 900101", owner="Sam", them="Sam", member="number.txt", step=60)
    assert repeats(together([exhibit(1, to_jo), exhibit(1, to_ann), exhibit(1, to_number)])) == 0


def test_two_people_of_one_name_are_not_one():
    other = talk(texts=[f"About something else, {n}" for n in range(11)] + TALK[11:], step=60)
    assert repeats(together([exhibit(1, talk(step=60)), exhibit(2, other)])) == 0


def test_ok_twice_in_a_minute_stays_twice():
    texts = ["Come here now please", "ok", "ok", "ok", "Where did you go"]
    at = [START // (60 * SECOND) * 60 * SECOND] * 5
    first = [message(n * 10, text=text, at=at[n], sender="Jo") for n, text in enumerate(texts)]
    case = together([exhibit(1, first), exhibit(2, first[1:3] + first[4:])])
    assert case.height == 5
    assert repeats(case) == 3


def test_records_of_one_member_are_never_one():
    twice = [message(**{**_parts(one), "offset": 1_000 + n}) for n, one in enumerate(talk())]
    case = together([exhibit(1, talk() + twice)])
    assert case.height == 2 * len(TALK)
    assert repeats(case) == 0


def test_two_members_of_one_exhibit_may_hold_the_same_chat():
    case = together([exhibit(1, talk() + talk(member="messages.html"))])
    assert case.height == repeats(case) == len(TALK)


def test_clocks_whole_hours_apart_are_set_right_only_for_a_whole_conversation_and_it_is_said():
    local = shifted(talk(member="local.txt", step=60, at_quality=AtQuality.ZONE_ASSUMED), 2 * HOUR)
    case = together([exhibit(1, talk()), exhibit(2, local)])
    assert case.height == len(TALK)
    assert {also["seconds_apart"] for also in case["also"].explode()} == {7_200}
    assert repeats(together([exhibit(1, talk()), exhibit(2, local[:4])])) == 0


def test_exact_clocks_that_are_apart_are_two_times():
    assert repeats(together([exhibit(1, talk()), exhibit(2, shifted(talk(member="b.txt"), HOUR))])) == 0


def test_a_message_seen_from_both_ends_is_in_two_places_on_purpose():
    hers = talk(direction=Direction.FROM_OWNER)
    his = talk(member="his.txt", direction=Direction.TOWARDS_OWNER)
    assert repeats(together([exhibit(1, hers), exhibit(2, his)])) == 0


def test_drafts_and_deleted_messages_are_not_the_message_that_was_sent():
    for state in (State.DRAFT, State.FAILED, State.DELETED):
        assert repeats(together([exhibit(1, talk()), exhibit(2, talk(state=state))])) == 0


def test_overlapping_backups_of_calls_and_pictures_count_once():
    number = "+447700900101"
    shared = {"platform": "Phone", "thread": number, "sender": number, "at": START + 1}
    call = message(0, kind=Kind.CALL, text=None, **shared)
    picture = message(20, text=None, attachments=("photos/a.jpg",), **shared)
    later = [message(**{**_parts(one), "member": "later.xml", "thread": "07700 900101", "sender": "07700 900101"})
             for one in (call, picture)]  # fmt: skip
    case = together([exhibit(1, [call, picture]), exhibit(2, later)])
    assert case.height == repeats(case) == 2


def test_three_exports_are_one_record_with_two_other_places():
    tables = [exhibit(n, talk(member=f"{n}.txt", step=60 if n == 3 else 1)) for n in (1, 2, 3)]
    case = together(tables)
    assert case.height == len(TALK)
    assert set(case["also"].list.len()) == {2}


def test_a_table_written_before_places_were_kept_still_loads():
    old = exhibit(1, talk()).drop("also")
    case = together([old, exhibit(2, talk(member="b.txt"))])
    assert case.height == repeats(case) == len(TALK)
    assert pl.read_parquet(parquet_of(case)).equals(case)
    assert "also" in together([old]).columns


saying = st.builds(
    lambda minute, second, text, sender: (minute * 60 + second, text, sender),
    st.integers(0, 4), st.integers(0, 59),
    st.sampled_from(["ok", "no", "yes", "", "I will find you wherever you go", "Stop writing to me now"]),
    st.sampled_from(["Jo", "Maya", "+447700900101", None]),
)  # fmt: skip
chat = st.tuples(
    st.lists(saying, max_size=12),
    st.sampled_from(["Jo", "Ann", "+447700900101", "447700900101@s.whatsapp.net", ""]),
    st.sampled_from([1, 60]), st.sampled_from(list(AtQuality)[:3]), st.sampled_from(list(Direction)),
)  # fmt: skip


def _chat(number: int, one) -> list[Record]:
    sayings, thread, step, quality, direction = one
    return [
        message(
            place * 10, member=f"{number}.txt", thread=thread, at=START + second // step * step * SECOND,
            at_quality=quality, text=text, sender=sender, direction=direction,
        )
        for place, (second, text, sender) in enumerate(sayings)
    ]  # fmt: skip


@given(st.lists(chat, min_size=1, max_size=5))
def test_nothing_is_lost_and_only_the_same_words_of_different_sources_are_linked(chats):
    tables = [exhibit(number, _chat(number, one)) for number, one in enumerate(chats)]
    before = pl.concat(tables)
    case = together(tables)
    assert case.height + repeats(case) == before.height
    told = {row["record_id"]: row for row in before.iter_rows(named=True)}
    standing = Counter(case["record_id"])
    for row in case.iter_rows(named=True):
        places = [(row["exhibit"], row["member"])]
        for also in row["also"] or ():
            other = told[also["record_id"]]
            standing[also["record_id"]] += 1
            places.append((other["exhibit"], other["member"]))
            for column in ("platform", "kind", "text", "state"):
                assert other[column] == row[column]
            assert {row["direction"], other["direction"]} != {"towards_owner", "from_owner"}
            assert abs((other["at"] - row["at"]).total_seconds() - also["seconds_apart"]) < 60
        assert len(set(places)) == len(places)
    assert set(standing.values()) <= {1}
    assert set(standing) == set(told)


@given(
    st.lists(saying, min_size=1, max_size=20, unique_by=lambda one: one[0]), st.integers(0, 20), st.integers(0, 20)
)
def test_two_backups_that_overlap_in_time_give_what_one_whole_backup_would(sayings, first, second):
    whole = _chat(0, (sorted(sayings, key=lambda one: one[0]), "Jo", 1, AtQuality.EXACT, Direction.UNKNOWN))
    parts = [whole[: max(first, second)], whole[min(first, second) :]]
    case = together([exhibit(number, part) for number, part in enumerate(parts)])
    assert case.height >= len(whole)
    assert case.height + repeats(case) == sum(map(len, parts))
    bag = Counter(case.select("at", "text", "sender").iter_rows())
    assert bag >= Counter(exhibit(0, whole).select("at", "text", "sender").iter_rows())
