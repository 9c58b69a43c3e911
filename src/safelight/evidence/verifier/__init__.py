"""What is handed out to check bundles and receipts without Safelight: ``verify.py``, and the page of a bundle."""
