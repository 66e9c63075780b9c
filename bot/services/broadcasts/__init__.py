"""One message to many: whom it reaches, how far it is, stopping it."""
