"""What keeps going: intake, dispatcher, sender, ticks, lifecycle."""
