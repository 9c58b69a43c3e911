"""The parts of the WhatsApp text reader."""
