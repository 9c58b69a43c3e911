"""My work: the cases of the person who signed in, most harm first."""
