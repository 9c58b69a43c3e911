"""WhatsApp's databases on an iPhone."""
