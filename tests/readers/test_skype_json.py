import json

import pytest
from tests.readers.metamorphic import read_all

from safelight.readers import skype_json
from safelight.records.record import Direction, Kind, Record, State


def message_of(**fields: object) -> Record:
    message = {
        "id": "1588000000000",
        "originalarrivaltime": "2020-04-27T15:06:40.000Z",
        "messagetype": "RichText",
        "content": "hello",
        "from": "8:live:fern-1",
        **fields,
    }
    conversation = {"id": "8:live:fern-1", "displayName": "Fern", "MessageList": [message]}
    export = {"userId": "8:live:maya-1", "exportDate": "2024-01-01T00:00", "conversations": [conversation]}
    (record,) = read_all(skype_json, json.dumps(export).encode())[0]
    return record


def test_the_export_says_whose_account_it_is() -> None:
    assert message_of().direction is Direction.TOWARDS_OWNER
    assert message_of(**{"from": "8:live:maya-1"}).direction is Direction.FROM_OWNER
    assert message_of(**{"from": None}).direction is Direction.UNKNOWN


def test_quoted_words_are_not_the_senders() -> None:
    quote = '<quote author="maya-1" messageid="77"><legacyquote>[1] Maya: </legacyquote>leave me</quote>'
    content = f"{quote}I won&apos;t <b>ever</b>"
    record = message_of(content=content)
    assert (record.text, record.reply_to, record.extra["content"]) == ("I won't ever", "77", content)


def test_a_quotation_never_closed_hides_no_words() -> None:
    record = message_of(content="<quote>words after")
    assert record.text == "words after"
    assert record.extra["content"] == "<quote>words after"


def test_plain_text_is_as_written() -> None:
    assert message_of(messagetype="Text", content="<b> &amp;").text == "<b> &amp;"


@pytest.mark.parametrize(
    ("fields", "kind", "state"),
    [
        ({"messagetype": "Event/Call", "content": '<partlist alt="" type="missed"/>'}, Kind.CALL, State.MISSED),
        ({"messagetype": "Event/Call", "content": '<partlist type="ended"/>'}, Kind.CALL, State.SENT),
        ({"messagetype": "ThreadActivity/AddMember"}, Kind.MEMBERSHIP, State.BY_PLATFORM),
        ({"messagetype": "ThreadActivity/TopicUpdate"}, Kind.NOTICE, State.BY_PLATFORM),
        ({"properties": {"deletetime": "1"}, "content": ""}, Kind.MESSAGE, State.DELETED),
        ({"content": 'hi<e_m ts="1"/>'}, Kind.MESSAGE, State.EDITED),
    ],
)
def test_kinds_follow_the_sources_own_marks(fields: dict[str, object], kind: Kind, state: State) -> None:
    record = message_of(**fields)
    assert (record.kind, record.state) == (kind, state)


def test_files_are_named() -> None:
    content = '<URIObject><OriginalName v="a &amp; b.jpg"/></URIObject>'
    assert message_of(messagetype="RichText/UriObject", content=content).attachments == ("a & b.jpg",)
