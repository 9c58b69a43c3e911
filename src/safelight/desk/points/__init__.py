"""Points to prove: offence by point, from findings that stand, with what is missing and by when to charge."""
