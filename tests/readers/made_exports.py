"""Made-up account downloads, one for each reader that is tested the same way: N messages in, N records out."""

import html
import json

from tests.readers.made_accounts import MADE_ACCOUNTS
from tests.readers.made_file import Made as Made
from tests.readers.made_file import quoted as quoted
from tests.readers.made_returns import MADE_RETURNS
from tests.readers.made_texts import line, signal, signal_lines

from safelight.readers import (
    case_uco_json,
    cellebrite_xml,
    discord_package,
    google_chat_json,
    google_voice_html,
    line_text,
    reddit_csv,
    signal_export_json,
    signal_text,
    skype_json,
    snapchat_json,
    telegram_html,
    tiktok_json,
    x_archive_js,
)


def snapchat(texts: list[str]) -> bytes:
    chats = [
        {
            "From": "fern-1",
            "Media Type": "TEXT",
            "Created": "2024-04-20 01:29:22 UTC",
            "Content": text,
            "Conversation Title": None,
            "IsSender": False,
            "Created(microseconds)": 1713576562686,
        }
        for text in texts
    ]
    return json.dumps({"fern-1": chats}, indent=1).encode()


def snapchat_old(texts: list[str]) -> bytes:
    chats = [
        {"From": "fern-1", "Media Type": "TEXT", "Created": "2019-04-20 01:29:22 UTC", "Text": text}
        for text in texts
    ]
    return json.dumps({"Received Saved Chat History": chats, "Sent Saved Chat History": []}).encode()


def google_chat(texts: list[str]) -> bytes:
    messages = [
        {
            "creator": {"name": "Ash", "email": "ash@example.com", "user_type": "Human"},
            "created_date": "Wednesday, April 15, 2015 at 12:51:08\u202fAM UTC",
            "text": text,
            "topic_id": "t1",
            "message_id": f"GroupIdAAAA/t1/{number}",
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"messages": messages}, indent=2).encode()


def discord_json_part(texts: list[str]) -> bytes:
    return json.dumps(
        [
            {"ID": 771060000000000000, "Timestamp": "2020-10-28 16:50:00", "Contents": text, "Attachments": ""}
            for text in texts
        ]
    ).encode()


def discord_csv_part(texts: list[str]) -> bytes:
    rows = [f"771060000000000000,2020-10-28 16:50:00+00:00,{quoted(text)},\r\n" for text in texts]
    return ("ID,Timestamp,Contents,Attachments\r\n" + "".join(rows)).encode("utf-8", "surrogatepass")


def x_archive(texts: list[str]) -> bytes:
    messages = [
        {
            "messageCreate": {
                "id": str(number),
                "senderId": "11",
                "recipientId": "22",
                "text": text,
                "createdAt": "2020-01-02T03:04:05.678Z",
                "mediaUrls": [],
                "reactions": [],
            }
        }
        for number, text in enumerate(texts)
    ]
    archive = [{"dmConversation": {"conversationId": "11-22", "messages": messages}}]
    return b"window.YTD.direct_messages.part0 = " + json.dumps(archive, indent=2).encode()


def tiktok(texts: list[str]) -> bytes:
    chats = [{"Date": "2022-05-06 07:08:09", "From": "fern-1", "Content": text} for text in texts]
    history = {"ChatHistory": {"Chat History with fern/1:": chats}}
    return json.dumps({"Activity": {"Video": [1]}, "Direct Messages": {"Chat History": history}}).encode()


def reddit(texts: list[str]) -> bytes:
    rows = [
        f"{n},p,t1,2021-02-03 04:05:06 UTC,,fern-1,maya-1,Hi,{quoted(text)}\r\n" for n, text in enumerate(texts)
    ]
    return ("id,permalink,thread_id,date,ip,from,to,subject,body\r\n" + "".join(rows)).encode()


def reddit_chat(texts: list[str]) -> bytes:
    rows = [f"{n},2021-02-03 04:05:06 UTC,,fern-1,{quoted(text)},,u,,Us,dm\r\n" for n, text in enumerate(texts)]
    names = "message_id,created_at,updated_at,username,message,thread_parent_message_id,channel_url,subreddit,"
    return (names + "channel_name,conversation_type\r\n" + "".join(rows)).encode()


def telegram_page(texts: list[str]) -> bytes:
    messages = [
        f"""     <div class="message default clearfix" id="message{number}">
      <div class="body">
       <div class="pull_right date details" title="23.08.2023 13:11:23 UTC-08:00">13:11</div>
       <div class="from_name">
Fern
       </div>
       <div class="text">
{html.escape(text)}
       </div>
      </div>
     </div>
"""
        for number, text in enumerate(texts)
    ]
    header = '<div class="page_header"><div class="content"><div class="text bold">\nFern \n</div></div></div>'
    body = f'<div class="page_body chat_page"><div class="history">\n{"".join(messages)}</div></div>'
    page = f'<html><body><div class="page_wrap">{header}{body}</div></body></html>'
    return page.encode()


def voice_page(texts: list[str]) -> bytes:
    messages = [
        """<div class="message"><abbr class="dt" title="2023-10-22T10:28:34.100-07:00">Oct 22</abbr>:
<cite class="sender vcard"><a class="tel" href="tel:+447700900101"><span class="fn">Fern</span></a></cite>:
<q>"""
        + html.escape(text)
        + "</q>\n</div> "
        for text in texts
    ]
    title = "<title>Me to\nFern</title>"
    body = f'<body><div class="hChatLog hfeed">{"".join(messages)}</div></body>'
    return f"<html><head>{title}</head>{body}</html>".encode()


def skype(texts: list[str]) -> bytes:
    messages = [
        {
            "id": str(number),
            "originalarrivaltime": "2020-04-27T15:06:40.000Z",
            "messagetype": "Text",
            "content": text,
            "from": "8:live:fern-1",
        }
        for number, text in enumerate(texts)
    ]
    conversation = {"id": "8:live:fern-1", "displayName": "Fern", "MessageList": messages}
    export = {"userId": "8:live:maya-1", "exportDate": "2024-01-01T00:00", "conversations": [conversation]}
    return json.dumps(export).encode()


def cellebrite(texts: list[str]) -> bytes:
    party = (
        '<model type="Party" id="p"><field name="Identifier"><value><![CDATA[fern-1]]></value></field>'
        '<field name="IsPhoneOwner" type="Boolean"><value>False</value></field></model>'
    )
    messages = [
        f"""<model type="InstantMessage" id="m{number}" deleted_state="Intact" decoding_confidence="High">
<modelField name="From" type="Party">{party}</modelField>
<field name="Body" type="String"><value type="String">{html.escape(text)}</value></field>
<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp">2024-09-28T14:59:35.230+00:00</value></field>
<field name="Source" type="String"><value type="String">WhatsApp</value></field>
</model>
"""
        for number, text in enumerate(texts)
    ]
    return f"""<?xml version="1.0" encoding="utf-8"?>
<project id="x" xmlns="http://pa.cellebrite.com/report/2.0"><metadata><item>1</item></metadata><decodedData>
<modelType type="Chat"><model type="Chat" id="c" deleted_state="Intact">
<field name="Id" type="String"><value type="String">chat-1</value></field>
<multiModelField name="Messages" type="InstantMessage">{"".join(messages)}</multiModelField></model></modelType>
<modelType type="Cookie"><model type="Cookie" id="k"><field name="Domain"/></model></modelType>
</decodedData></project>
""".encode()


def case_uco(texts: list[str]) -> bytes:
    def fact(identity: str, sort: str, **said: object) -> dict[str, object]:
        facet = {"@type": f"uco-observable:{sort}"} | {
            f"uco-observable:{name}": value for name, value in said.items()
        }
        return {"@id": identity, "uco-core:hasFacet": [facet]}

    messages = [
        fact(
            f"kb:m{number}",
            "MessageFacet",
            messageText=text,
            application={"@id": "kb:app"},
            sentTime={"@type": "xsd:dateTime", "@value": "2010-01-15T17:59:43.25Z"},
            **{"from": {"@id": "kb:fern"}, "to": {"@id": "kb:maya"}},
        )
        for number, text in enumerate(texts)
    ]
    elements = [{"@id": f"kb:m{number}"} for number in range(len(texts))]
    others = [
        fact("kb:app", "ApplicationFacet", applicationIdentifier="com.whatsapp"),
        fact("kb:fern", "PhoneAccountFacet", phoneNumber="+447700900101"),
        fact("kb:thread", "MessageThreadFacet", displayName="Us", messageThread={"co:element": elements}),
        fact("kb:file", "FileFacet", fileName="a.txt"),
    ]
    context = {"uco-observable": "https://ontology.unifiedcyberontology.org/uco/observable/"}
    return json.dumps({"@context": context, "@graph": [*messages, *others]}).encode()


MADE = {
    **MADE_RETURNS,
    "snapchat": Made(snapchat_json, "json/chat_history.json", snapchat),
    "snapchat old": Made(snapchat_json, "json/chat_history.json", snapchat_old),
    "google chat": Made(google_chat_json, "Groups/DM abc/messages.json", google_chat),
    "discord json": Made(discord_package, "Messages/c771060000000000001/messages.json", discord_json_part),
    "discord csv": Made(discord_package, "messages/771060000000000001/messages.csv", discord_csv_part),
    "x": Made(x_archive_js, "data/direct-messages.js", x_archive),
    "reddit": Made(reddit_csv, "messages.csv", reddit),
    "reddit chat": Made(reddit_csv, "chat_history.csv", reddit_chat),
    "cellebrite": Made(cellebrite_xml, "report.xml", cellebrite),
    "case": Made(case_uco_json, "case.json", case_uco),
    "skype": Made(skype_json, "messages.json", skype),
    "line": Made(line_text, "[LINE] Chat with Fern.txt", line),
    "signal lines": Made(signal_export_json, "Fern/data.json", signal_lines),
    "signal": Made(signal_text, "Fern/chat.md", signal),
    "telegram page": Made(telegram_html, "messages.html", telegram_page),
    "voice page": Made(google_voice_html, "Calls/Fern - Text - 2023.html", voice_page),
    **MADE_ACCOUNTS,
    "tiktok": Made(tiktok_json, "user_data.json", tiktok),
}
