"""Parts of the reader of LINE's text exports."""
