"""Somebody to talk to: where to turn, asking for a person, and what becomes of that."""
