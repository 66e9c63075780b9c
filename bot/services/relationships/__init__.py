"""Pairing two people, and the schedule that both agree on."""
