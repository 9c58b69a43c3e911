"""A phone's screen that shows a conversation: bubbles, their sides, the header above and the days between."""
