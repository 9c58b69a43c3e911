"""Our own check of PDF/UA-1 (ISO 14289-1): what a program can tell, by the clauses of the standard."""
