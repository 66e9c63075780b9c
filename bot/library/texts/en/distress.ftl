# Offered when somebody's words sound as if they may need a person now. They have not asked for it:
# no judgement, no alarm, nothing to do. It must be true that software found words, and no more.

distress-lines = I am a program, and nobody has read what you just wrote. I cannot know how you are. If you could do with somebody right now, these people are there for you:
distress-no-lines = I am a program, and nobody has read what you just wrote. I cannot know how you are, and I have no number that I could give you. Is there somebody near you, a friend, a neighbour, a doctor, whom you could call?
distress-can-ask = With /talk you can also ask somebody to get in touch.
distress-again = /talk brings this back whenever you want.
distress-kept = I tell nobody that I have shown you this, and I change nothing of what you wrote.
distress-kept-nowhere = I tell nobody that I have shown you this, and what you wrote was not kept or passed on. /help shows what else I can do.
