"""Addresses of conversations, for templates."""

from django import template
from django.urls import reverse

from safelight.desk.cases.models import Case
from safelight.desk.conversations.conversation_id import conversation_id
from safelight.records.conversation import ConversationSummary

register = template.Library()


@register.simple_tag
def conversation_address(case: Case, conversation: ConversationSummary) -> str:
    """Where the conversation is read."""
    return reverse("conversations:read", args=(case.reference, conversation_id(case, conversation)))
