# Words that many messages share.

button-back = Back
button-skip = Skip
button-cancel = Never mind
button-more = More
button-fewer = Earlier

waiting-reflection = Your questions are still here, just where you stopped: /reflect goes on with them.
waiting-assessment = Your questions are still here, just where you stopped: /assess goes on with them.
waiting-meeting = Your questions about the meeting are still here. Tap to go on.
waiting-pulse = Your questions about you two are still here. Tap to go on.
waiting-closing = Your questions for looking back are still here. Tap to go on.
waiting-several = Your questions are still here, just where you stopped. Tap what you would like to go on with.
waiting-go-on = Go on with my questions
begun-reflection = My week of { $day }, for { $name }
begun-meeting = The meeting with { $name }, { $day }
begun-assessment = { $name }'s week of { $day }
begun-pulse = You and { $name }, { $day }
begun-closing = Looking back with { $name }, { $day }

refused-not-a-member = I do not know you yet. Plumbline works by invitation: please ask your coordinator for a link. { join-just-opened }
refused-still-joining = First let us finish getting you set up. /start picks up where we were.
refused-not-allowed = That is not something I can do for you here.
refused-gone = That is no longer there. Nothing of yours was lost.
refused-closed = That has been settled already, so this button does nothing any more.
refused-not-yet = It is too early for that.
refused-no-relationship = You are not paired with anyone yet. Your coordinator does that.
refused-pair-over = You are not paired with anyone at the moment. What you wrote stays yours, and your coordinator can find somebody new for you.
refused-pair-paused = This pair is taking a break, so nothing happens here until you two go on. Your coordinator is there if you have questions.
refused-no-agreement = You two have not agreed on a schedule yet. /schedule starts one.
refused-nothing-open = There is nothing open right now.
refused-bad-date = I could not read that as a date. Please write it like 14 March.
refused-helplines-first = First somebody has to confirm the helplines: /programme shows them. Until then only coordinators can come in.
refused-not-open-yet = This programme is not quite ready, so nobody can come in yet. Please tap your link again in a day or two. /talk shows where to turn meanwhile.
refused-too-long = That is too long for one message. Please make it a little shorter.
