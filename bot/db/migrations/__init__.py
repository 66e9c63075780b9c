"""Every change of the tables, in order; `bot.db.migrate` applies them."""
