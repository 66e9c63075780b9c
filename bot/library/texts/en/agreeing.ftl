# Agreeing to today's text, withdrawing, and coming back.

refused-withdrawn = You have taken your agreement back, so I keep nothing that you write, and I have passed nothing on. /start brings you back if you like, and /talk shows where to turn.
refused-agree-first = I have not kept that. What I tell everybody about who sees what has changed, so I need your yes first: /start shows it. /talk works all the same.
