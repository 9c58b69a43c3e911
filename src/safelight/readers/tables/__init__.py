"""Tables that nobody knows beforehand (CSV, spreadsheets), read as an officer described them once."""
