# The mentee's list for the next meeting.

refused-mentees-only = The list for a meeting is kept by mentees. What yours wants to talk about comes first in your digest: /digest shows it.
refused-coordinator-agenda = On this list a mentee notes what to talk about with their mentor. You coordinate, so there is none for you. /invite brings somebody in, and /pair brings two together.

agenda-title = <b>For your next meeting</b>
agenda-read-then = { $mentor } reads this list before you meet on { $when }. It comes ahead of everything else.
agenda-read-unplanned = { $mentor } can read this list now; no meeting is planned yet. It comes ahead of everything else.
agenda-read-unreachable = { $mentor } reads this list once I can reach { $mentor } again. It comes ahead of everything else.
agenda-empty = Nothing is on it yet.
agenda-how = Type what you want to talk about, one thing in each message. Editing your message changes it on the list.
agenda-added = { $count ->
    [one] Got it. One thing is on your list now. Anything else?
   *[other] Got it. { $count } things are on your list now. Anything else?
}
agenda-changed = Changed on your list for { $mentor }.
agenda-done = { $count ->
    [0] All right. Your list is empty. /agenda opens it whenever something comes to mind.
    [one] Done. One thing is on your list for { $mentor }. /agenda opens it again.
   *[other] Done. { $count } things are on your list for { $mentor }. /agenda opens it again.
}
agenda-unfinished = You were also in the middle of your questions for the week. /reflect goes on with them.
agenda-which = Which mentor is the list for?
agenda-pick = Which one shall I take off?
agenda-only-words = I can only keep words on this list. Please type it, in a few words if you like.
agenda-closed = That list is closed, so I have not added this. /agenda opens your list.
agenda-set-aside =
    It has been a while since we were at your list, so I have not put this on it, and nobody has read it. Is it something { $mentor } should read before you next meet?

    If you would rather talk to somebody now, /talk shows where to turn.

agenda-button-done = Done
agenda-button-remove = Take one off
agenda-button-put = Put it on my list
agenda-button-list = Show the list
agenda-button-back = Keep them all
