"""Parts of the readers of e-mail: its headers, its words, its time, its record."""
