"""Questionnaires and texts that ship with Plumbline."""
