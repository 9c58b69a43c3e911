"""Learned scores: linear heads over words, then small trees over the course of a conversation.

For signals: ``message_scores(records, context)``.
"""

from safelight.signals.heads.scores import MessageScores, message_scores, scored_with

__all__ = ["MessageScores", "message_scores", "scored_with"]
