"""Every word the bot says: a folder a language, a Fluent file a topic."""
