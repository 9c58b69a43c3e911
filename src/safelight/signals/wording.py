"""The lint of what people are shown: never over-claims, never blames, never decides about a person."""

import re

BLAME = "nobody who was harmed is blamed"
ATTRIBUTION = "who stands behind an account is for officers to judge"
COMPLETENESS = "what was handed in is never known to be all there was"
NOT_AN_ACT = "(?! (?:justice|law|damage|attempts))"
REFUSED = {
    r"\bprov(?:es|ed|en|ing)\b": "a finding rests on records; it does not establish guilt or fact",
    r"\b(?:definite|certain|undoubted|obvious|clear)ly\b": "it is for people to be certain",
    r"\bno evidence (?:of|for|that)\b": "nothing found is not nothing there",
    r"\b(?:is|are|was|were) guilty\b|\bguilt\b": "only a court says so",
    rf"\b(?:the|an|this) (?:offender|perpetrator|criminal{NOT_AN_ACT}|abuser|stalker)\b": (
        "only a court may call somebody that"
    ),
    r"\bvictims? (?:should have|could have|failed|provoked|allowed|chose|let)\b": BLAME,
    r"\bshould have (?:known|blocked|left|reported|told)\b": BLAME,
    r"\bbrought (?:it|this) on\b|\basked for it\b(?! to)": BLAME,
    r"\b(?:alleged|so-called|self-styled) victim\b": "it doubts the person before anything is known",
    r"\b(?:100 ?%|beyond doubt|without doubt|no doubt)": "it claims more than records can carry",
    r"\b(?:is|are|was|were) (?:the same|one) (?:person|man|woman|individual)\b": ATTRIBUTION,
    r"\bidentif(?:y|ies|ied) (?:the )?(?:sender|author|writer|person behind)\b": ATTRIBUTION,
    r"(?<!not mean that )(?<!not proof that )\bnothing (?:else )?happened\b": COMPLETENESS,
    r"\b(?:all|every) (?:messages?|evidence|records?) (?:was|were|is|are|ha\w+ been) recovered\b": COMPLETENESS,
    r"\b(?:complete|full|entire) (?:record|history|account) of (?:what|everything)\b": COMPLETENESS,
    r"\bguarante(?:es|ed|eing)\b": "nobody can promise that",
    r"\b(?:AI|the algorithm|the system) (?:decided|knows|determined)\b": "people decide",
    r"\bchild (?:porn\w*|prostitut\w*)\b": "the field says child sexual abuse material or exploitation",
}


def check_wording(text: str) -> list[str]:
    """What is wrong with a text for people, in sentences; empty where all is well."""
    return [
        f'"{found[0]}" may not be said: {reason}.'
        for pattern, reason in REFUSED.items()
        if (found := re.search(pattern, text, re.IGNORECASE))
    ]
