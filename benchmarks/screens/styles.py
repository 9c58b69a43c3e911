"""How the apps lay out a conversation, drawn from memory in our own style sheets."""

from typing import NamedTuple


class Style(NamedTuple):
    """One app's look. ``clock_in`` and ``names_in``: whether clock and name stand inside the bubble."""

    name: str
    css: str
    clock_in: bool = False
    names_in: bool = False
    day_has_clock: bool = False
    labels: bool = False
    """No bubbles: a name in colour above the words and a bar beside them."""
    composer: str = "Message"
    centred_name: bool = False


_BASE = """
*{box-sizing:border-box;margin:0;padding:0}
body{font:16px/1.32 'Liberation Sans',Arial,sans-serif;height:100vh;display:flex;flex-direction:column}
.status{display:flex;justify-content:space-between;padding:14px 24px 6px;font-weight:600;font-size:15px}
.status i{display:inline-block;width:24px;height:11px;border:1.5px solid currentColor;border-radius:3px}
.top{display:flex;align-items:center;gap:10px;padding:8px 12px}
.top .face{width:38px;height:38px;border-radius:50%;background:#9aa5ad}
.top b{font-size:17px;font-weight:600;display:block}.top small{font-size:13px;opacity:.75;display:block}
.top.mid{flex-direction:column;gap:3px}.top.mid b{font-size:12px;font-weight:400}
main{flex:1;padding:8px 12px;overflow:hidden;display:flex;flex-direction:column}
.row{display:flex;margin:2px 0}.row.mine{justify-content:flex-end}
.bubble{max-width:78%;padding:7px 11px;border-radius:16px;overflow-wrap:anywhere}
.turn{margin-top:9px}
.clock{font-size:11px;float:right;margin:7px 0 -4px 10px;opacity:.65}
.who{display:block;font-size:13px;font-weight:600}
.above{font-size:12px;opacity:.7;margin:8px 0 1px 14px}
.day{text-align:center;font-size:12.5px;margin:12px 0 8px}
.day span{display:inline-block;padding:4px 12px;border-radius:8px}
.foot{display:flex;padding:8px 12px 22px}.foot span{flex:1;border-radius:20px;padding:9px 16px;opacity:.6}
"""

STYLES = (
    Style(
        "whatsapp",
        _BASE
        + """body{background:#efe7dd;color:#111b21}.status,.top{background:#fff}
        .bubble{background:#fff;border-radius:9px}.mine .bubble{background:#d9fdd3}
        .day span{background:#fff;color:#54656f}.foot span{background:#fff}.who{color:#c4532d}""",
        clock_in=True,
        names_in=True,
    ),
    Style(
        "whatsapp-dark",
        _BASE
        + """body{background:#0b141a;color:#e9edef}.status,.top{background:#202c33}
        .bubble{background:#202c33;border-radius:9px}.mine .bubble{background:#005c4b}
        .day span{background:#182229;color:#8696a0}.foot span{background:#2a3942}.who{color:#53bdeb}""",
        clock_in=True,
        names_in=True,
    ),
    Style(
        "imessage",
        _BASE
        + """body{background:#fff;color:#000}.top{border-bottom:1px solid #ddd;background:#f7f7f7}
        .bubble{background:#e9e9eb;border-radius:18px}.mine .bubble{background:#0b84fe;color:#fff}
        .day{color:#77777c}.foot span{border:1px solid #ccc}""",
        day_has_clock=True,
        composer="iMessage",
        centred_name=True,
    ),
    Style(
        "imessage-dark",
        _BASE
        + """body{background:#000;color:#fff}.top{background:#1c1c1e}
        .bubble{background:#26252a;border-radius:18px}.mine .bubble{background:#0a7cff}
        .day{color:#8e8e93}.foot span{border:1px solid #444}""",
        day_has_clock=True,
        composer="iMessage",
        centred_name=True,
    ),
    Style(
        "sms",
        _BASE
        + """body{background:#f6f8fc;color:#1f1f1f}.bubble{background:#e1e6ef;border-radius:20px}
        .mine .bubble{background:#0b57d0;color:#fff}.day{color:#5f6368}.foot span{background:#e9eef6}""",
        day_has_clock=True,
        composer="Text message",
    ),
    Style(
        "instagram",
        _BASE
        + """body{background:#fff;color:#000}.bubble{background:#efefef;border-radius:20px}
        .mine .bubble{background:linear-gradient(180deg,#a033ff,#3797f0);color:#fff}
        .day{color:#737373;font-weight:600}.foot span{border:1px solid #dbdbdb}""",
        day_has_clock=True,
        composer="Message...",
    ),
    Style(
        "messenger-dark",
        _BASE
        + """body{background:#000;color:#e4e6eb}.bubble{background:#303030;border-radius:18px}
        .mine .bubble{background:#0084ff;color:#fff}.day{color:#b0b3b8}.foot span{background:#303030}""",
        day_has_clock=True,
        composer="Aa",
    ),
    Style(
        "snapchat",
        _BASE
        + """body{background:#fff;color:#16191c}.row,.row.mine{justify-content:flex-start}
        .bubble{max-width:92%;border-radius:0;border-left:3px solid #0eadff;padding:2px 10px}
        .mine .bubble{border-left-color:#f23c57}.who{color:#0eadff;font-size:12px;text-transform:uppercase}
        .mine .who{color:#f23c57}.day{color:#656d78;font-size:11.5px;font-weight:600}
        .foot span{background:#f0f1f2}""",
        labels=True,
        day_has_clock=False,
        composer="Send a chat",
    ),
)
