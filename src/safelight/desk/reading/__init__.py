"""How an exhibit is read, where recognition or the file leaves it to an officer; every word is on record."""
