"""The check of everything sealed, against this desk's database."""
