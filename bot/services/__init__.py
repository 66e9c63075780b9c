"""Use cases: one transaction each, all authorisation, no Telegram."""
