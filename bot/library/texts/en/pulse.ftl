# How it is going between two people: asked of both sides now and then.

pulse-about = <b>About you and { $other }</b>
pulse-who-coordinators = { $other } does not see your number. Your coordinators learn only that a number was low or has fallen, or that your two numbers lie apart, never your words.
pulse-who-others = { $other } does not see your number, and learns nothing of it as a coordinator either. The other coordinators learn only that a number was low or has fallen, or that your two numbers lie apart, never your words.
pulse-who-nobody = { $other } does not see your number, and nobody learns whether it was low: this programme has no coordinator who is not one of you two. /talk shows numbers that you can call.
pulse-who = { $other } does not see your number. Coordinators who are not one of you two learn only that a number was low or has fallen, or that your two numbers lie apart, never your words.
pulse-one-tap = One tap is enough.
pulse-more = One tap begins; { $more } more questions follow, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
} in all. Nobody reads those answers unless you share them.
pulse-tapped = Thank you. Your { $number } is kept. If there is something that you would rather talk about, /talk shows where to turn.
pulse-over = That question is closed by now, and that is fine.
pulse-button-line = Add a line
pulse-thanks = Thank you. If there is something that you would rather talk about, /talk shows where to turn.
pulse-thanks-shared = Thank you. I hand what you have shared to { $partner } as soon as I reach them.
pulse-shared = <b>{ $who } has shared with you how it is going between you two</b>
