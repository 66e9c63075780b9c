"""What Plumbline promises about speed and loss, measured against what one would have otherwise.

Each benchmark runs real bot processes over HTTP against the stand-in on loopback, prints a table,
and as its last line one JSON object. The baseline runs in the same run: a plain
python-telegram-bot bot as its documentation teaches it.
"""
