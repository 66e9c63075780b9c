"""Coming in, being part of a programme, pausing, and reaching a human."""
