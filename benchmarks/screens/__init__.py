"""Made-up chats drawn as screens of a phone: what the reading of screenshots is measured on."""
