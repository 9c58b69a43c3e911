"""Is everything as it was recorded? Objects, database and ledger held against one another, each against both."""
