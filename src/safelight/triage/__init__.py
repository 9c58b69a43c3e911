"""Most harm first: priority made of explained terms, with floors no score can undercut."""
