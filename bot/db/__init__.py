"""Tables, column types, engine, keys and migrations."""
