"""Every reader there is. Adding a format is adding one file, its tests and one line here."""

from safelight.readers import (
    discord_json,
    discord_package,
    email_message,
    google_chat_json,
    google_voice_html,
    mailbox,
    meta_json,
    reddit_csv,
    signal_text,
    sms_backup_xml,
    snapchat_json,
    sqlite_side_files,
    telegram_html,
    telegram_json,
    tiktok_json,
    whatsapp_android_db,
    whatsapp_text,
    x_archive_js,
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
    snapchat_json,
    google_chat_json,
    discord_package,
    x_archive_js,
    tiktok_json,
    signal_text,
    telegram_html,
    reddit_csv,
    google_voice_html,
    whatsapp_android_db,
    sqlite_side_files,
)
