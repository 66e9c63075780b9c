# Erasing somebody who asked a coordinator, because they cannot get into their account any more.

card-button-erase = Erase for them
card-button-erasing = About the erasing
card-erased-on = To be erased on { $day }: a coordinator asked for it in their place

erasing-explain =
    <b>Erasing everything of { $name }</b>

    People erase themselves, with /forget. This is for somebody who cannot do that any more, because they have lost their Telegram account, and who has asked you to.

    Please do it only if they asked you themselves, and you are sure that it was they: you have met, or you know their voice. A message can come from anybody.

    • Nothing of theirs is shown to you.
    • They hear of it now, in their chat, and that you asked for it. So do the other coordinators.
    • Whatever they do here in the next 7 days calls it off. So can you, or another coordinator.
    • On { $when } everything of theirs goes, for good. Nobody can bring it back. Whoever they are paired with and the coordinators then hear that somebody has left: no reason, and no name.
erasing-not-reached = I cannot reach { $name } in Telegram at the moment, so they may not read it.
erasing-go-on = They asked me to
erasing-sure = <b>Erase everything of { $name } in 7 days?</b>

    They asked you themselves, and you are sure that it was they?
erasing-yes = Yes, I am sure
erasing-no = No, leave it
erasing-planned =
    <b>Everything of { $name } is to be erased: { $when }</b>

    { $mine ->
        [yes] You asked for it in their place.
       *[no] It was asked for in their place by { $by }.
    } They are told in their chat, if it can be reached.

    Whatever they do here until then calls it off. So can you, and every other coordinator.
erasing-call-off = Call it off
erasing-off = Nothing of { $name } is erased. Everything is as it was.

erasure-told =
    <b>Everything of yours here is to be erased: { $when }</b>

    I am told by { $by }, who coordinates { $programme }, that you asked for this, because you cannot get into your Telegram account any more.

    But perhaps you can, and are reading this. Then one tap keeps everything, and so does whatever else you do here. You need not say why.

    If you do nothing, everything of yours goes at that time, for good. Nobody can bring it back. If that is what you want, there is nothing more to do; /forget does it right away.
erasure-told-off = Nothing of yours is erased, and everything is as it was. Your coordinators hear that too.
erasure-told-off-by = This has been called off by { $by }. Nothing of yours is erased, and everything is as it was.
erasure-news =
    I have been asked by { $by } to erase everything of { $name }, who cannot get into their Telegram account any more and wants it so. It happens on { $when }, for good.

    If you think that this is not right, you can call it off until then.
erasure-news-button = About the erasing
erasure-off = { $name } has been here again, so nothing of theirs is erased. Everything is as it was.
erasure-off-by = That { $name } is erased has been called off by { $by }. Everything is as it was.

refused-erase-yourself = For yourself there is /forget. It says first what it means.
refused-erased-anyway = There is nothing to plan: everything of theirs is erased by itself. That is 30 days after somebody has taken their agreement back, and 60 days after they began to come in and went no further.
