"""How relationships stand, and what coordinators are told of it."""
