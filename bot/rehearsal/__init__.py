"""A stand-in for Telegram's Bot API: for tests, and for trying the bot without Telegram.

Start with `core.StandIn`; people who say and tap are in `people`, groups in `groups`; the bot
reaches it through `request.StandInRequest` (no sockets) or over HTTP (`http.serve`).
"""
