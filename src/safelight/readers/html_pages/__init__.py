"""Pages that an app made of conversations, read by their tags in one pass; no tree is built."""
