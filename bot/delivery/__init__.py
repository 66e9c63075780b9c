"""Inbox and outbox rows, pacing, and the one way out to Telegram."""
