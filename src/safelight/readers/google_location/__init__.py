"""Parts of the reader of Google's location history."""
