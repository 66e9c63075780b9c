"""Surveys: writing them, asking, answering, results."""
