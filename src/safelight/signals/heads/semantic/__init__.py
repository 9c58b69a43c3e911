"""A small sentence encoder beside the heads, where the extra ``semantic`` is installed; everything works without it."""
