"""WhatsApp's database on Android, in its two generations."""
