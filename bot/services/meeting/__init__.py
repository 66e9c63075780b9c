"""Planned meetings: made from the agreement, moved, called off, and what is asked afterwards."""
