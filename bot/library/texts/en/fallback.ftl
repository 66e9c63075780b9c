# When nothing else knew what to say.

fallback-old-button = This button has done its work. Nothing was lost; /help shows what you can do now.
fallback-unknown-command = I do not know that command. /help shows what you can do here.
fallback-taken = I have that, and nothing of it is lost. I was interrupted just before I could say so.
fallback-text = I could not use that here, so I have not passed it on to anyone. If I asked you something, please tap one of its buttons. /help shows what you can do, and /talk shows where to turn.
fallback-joining = I have not taken that for an answer, and I have not passed it on to anyone. /start goes on exactly where we were, and /talk shows where to turn.
fallback-not-text = I can only read text and, while you answer questions, hear voice notes. This was not passed on to anyone. /help shows what you can do here.
fallback-group = Hello. I only work in private chats, one person at a time, so I stay silent here. Please write to me privately, and feel free to remove me from this group.

failed-kept = Something went wrong on my side, and I could not finish that. What you sent is kept safe, and the people who run this will see that it needs a look.
