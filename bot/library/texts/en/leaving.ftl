# Erasing everything of somebody's: /forget, and what others are told.

somebody-who-left = somebody who has left

menu-forget = Erase everything of mine

forget-intro = <b>Erasing everything of yours</b>

    I can erase you here, for good. Please read this first. It asks nothing of you yet.
forget-goes = <b>What goes</b>: what you are called, your Telegram number, and the key that everything you wrote here was sealed with. With it go your answers, notes and drafts, what waits to be sent to you, and what others were about to be sent of yours.
forget-pairs = <b>What ends</b>: you are then no longer paired with { $names }, and your meetings are off.
forget-coordinator = What you have set up for { $programme } stays, without your name: surveys, groups, invitations, settings. What you wrote in your own words goes: announcements, also one that is on its way just now, and notes about pairs.
forget-only-coordinator = <b>You are the only coordinator of { $programme }.</b> Without one, nobody hears when somebody asks for a person to talk to, nobody can be brought in, and no one sees how pairs are doing. /invite brings in somebody else first.
forget-stays = <b>What stays</b>

    • What others wrote themselves.
    • What you answered to a survey without your name. Nobody can find it any more, so nobody can erase it.
    • That something was done, in the list of what coordinators did: without a name.
    • This chat, and what others have received already. That is with Telegram: you can delete this chat there yourself.
    • Backups that whoever runs the server has made. They stay until they are thrown away, usually some weeks.
forget-stays-joining = <b>What stays</b> is this chat, since that is with Telegram: you can delete it there yourself. And backups that whoever runs the server has made, until they are thrown away, usually some weeks.
forget-told = { $who ->
    [pairs] Who you are paired with and your coordinators hear
    [others] The other coordinators hear
   *[coordinators] Your coordinators hear
} that somebody has left. They get no reason, and no name.
forget-instead =
    <b>Something smaller may do</b>

    /pause gives you a break from me
    /privacy shows who sees what, and lets you take your agreement back: then nothing goes any more, and for 30 days you can change your mind
    /talk shows where to turn if you need somebody
    /mydata sends you everything first, if you would like to keep it
forget-instead-withdrawn =
    <b>Before you do</b>

    You have taken your agreement back, so nothing goes to you, and everything is erased by itself when 30 days are over.
    /talk shows where to turn if you need somebody
    /mydata sends you everything first, if you would like to keep it
forget-instead-joining =
    <b>Before you do</b>

    You can also just leave it there: nothing goes to you until you have told me the rest. /talk shows where to turn if you need somebody.
forget-go-on = I want it erased
forget-keep = Keep everything

forget-sure = <b>Erase everything of yours, for good?</b>

    Nobody can bring it back: not me, not a coordinator, and not whoever runs the server. If you come back one day, you begin as somebody new.

    The button below works for an hour.
forget-yes = Erase everything of mine
forget-kept = All right. Everything is as it was.
forget-too-soon = That was quick, so I have not done anything. Please read it once more, and tap again if you mean it.
forget-done =
    It is done. Everything of yours here is erased, and I do not know you any more.

    This is my last message. Take good care of yourself.
forget-done-lines =
    If you ever need somebody, these people are there for you:

    { $helplines }
forget-stranger = I do not know you, so there is nothing of yours here that I could erase. You can delete this chat in Telegram yourself.

left-pair = { $as ->
    [mentee] The mentor with whom you have been paired since { $since }
    [mentor] The mentee with whom you have been paired since { $since }
   *[peer] Somebody with whom you have been paired since { $since }
} has left, and has had everything of theirs erased. I know no reason, and it says nothing about you. Your questions, digests and meetings together have stopped; if one is in your calendar, please take it out. What you wrote stays yours, and /talk shows where to turn.
left-pair-never = Somebody with whom you were to be paired has left, so it comes to nothing this time. I know no reason, and it says nothing about you.{ $known ->
    [yes] {" "}Your coordinators know.
   *[no] {""}
}
left-pair-others = You go on with { $names }.
left-programme = { $roles } has left the programme, and has had everything of theirs erased. I know no reason.
left-programme-by-itself = { $roles } who had long been in no pair, and had not said that they would like to stay, has been erased by itself, as /programme says.
left-programme-role-mentee = A mentee
left-programme-role-mentor = A mentor
left-programme-role-coordinator = A coordinator
left-programme-role-several = Somebody
left-programme-partners = They were paired with { $names }, who { $count ->
    [one] has
   *[other] have
} been told as much as you.
left-programme-away = They were paired with { $names }, who { $count ->
    [one] does
   *[other] do
} not take part for now, and { $count ->
    [one] hears
   *[other] hear
} of it on coming back.
left-programme-asked = They had been asked about a pair with { $names }, which comes to nothing.

fades-ask =
    It has been a long while: you are in no pair in { $programme }, and you have done nothing here for as long as anything is kept.

    So everything of yours is erased by itself after { $day }. If you would like to stay, one tap is enough.
fades-stay = I would like to stay
fades-stays = Good. You stay, and everything is as it was.
