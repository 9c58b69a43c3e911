"""Parts of the reader of Viber's databases."""
