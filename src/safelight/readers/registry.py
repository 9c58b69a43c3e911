"""Every reader there is. Adding a format is adding one file, its tests and one line here."""

from safelight.readers import (
    discord_json,
    email_message,
    mailbox,
    meta_json,
    sms_backup_xml,
    telegram_json,
    whatsapp_text,
)
from safelight.readers.reader import Reader

READERS: tuple[Reader, ...] = (
    whatsapp_text,
    sms_backup_xml,
    telegram_json,
    meta_json,
    discord_json,
    email_message,
    mailbox,
)
