# A human. These words meet people at their worst hour: short, true, nothing to work out.

talk-lines = I am a program, and nobody is reading this right now. These people are there for you:
talk-not-passed-on = I am a program, so nobody has read what you just sent. It has not become an answer, and I have not passed it on to anyone. These people are there to listen:
talk-no-lines = I am a program, and nobody is reading this right now. I have no number that I could give you. Is there somebody near you, a friend, a neighbour, a doctor, whom you could call?
talk-danger = If you or somebody else is in danger, please call your local emergency number now.
talk-can-ask = I can also tell your coordinator that you would like them to get in touch. They see your name and that you asked, nothing else.
talk-nothing-moves = What you were in the middle of stays open. You can go on with it whenever you like.
talk-joining = Whenever you like, /start goes on exactly where we were.
talk-stranger =
    I am sorry that you are looking for somebody and have only found me. I am a program, I do not know you yet, and nobody reads what you write here.

    If you or somebody else is in danger, please call the emergency number where you are. Otherwise, is there somebody near you, a friend, a neighbour, a doctor, whom you could call now?

    If you have an invitation, tap its link once more: then /talk shows the people whom its programme names.
talk-ask = Ask my coordinator
talk-numbers = Just the numbers

talk-asked =
    I have passed it on, ahead of everything else. It may be a while until somebody sees it, and I tell you when they have.

    Please do not wait for it if you need somebody now:
talk-asked-already =
    Your coordinator has been told already, and has not seen it yet. I tell you when they have.

    Please do not wait for it if you need somebody now:
talk-nobody = I am sorry: there is no coordinator whom I can reach at the moment. Please turn to these people instead:
talk-numbers-only = Here they are again. /talk brings them back whenever you want.

talk-seen = { $name } has seen that you would like somebody to get in touch.
talk-seen-unnamed = A coordinator has seen that you would like somebody to get in touch.
