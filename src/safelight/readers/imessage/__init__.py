"""Apple's Messages: iMessage and SMS as one database keeps them."""
