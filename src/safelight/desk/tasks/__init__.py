"""Things to do on a case: who does them, by when, and what came of them."""
