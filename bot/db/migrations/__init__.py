"""Every change of the tables, in order; `bot.db.schema` applies them."""
