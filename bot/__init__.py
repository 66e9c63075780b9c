"""Plumbline: supports mentors and mentees between their meetings."""
