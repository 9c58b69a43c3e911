"""Parts of the reader of Signal's database on a computer."""
