"""Reading what was said: conversations, rhythm, search, and the exact bytes behind each record."""
