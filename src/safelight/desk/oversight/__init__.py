"""Who looked, who did what, when."""
