# What coordinators hear about people, and what one side of a pair hears about the other.

people-joined-mentee = { $name } has joined as a mentee. /pair finds a mentor for them.
people-joined-mentor = { $name } has joined as a mentor. /pair finds a mentee for them.
people-joined-coordinator = { $name } has joined as a coordinator.
people-joined-planned = { $name } has joined as a { $role ->
    [mentee] mentee
    [mentor] mentor
   *[coordinator] coordinator
}. You have planned a pair for them: both are asked about it as soon as both are in.
people-paired = { $mentor } and { $mentee } have both said yes: they are a pair now. They settle the schedule between them.
people-news = <b>News since { $when }</b>
people-news-mentees = { $count ->
    [one] One mentee has joined: { $names }.
   *[other] { $count } mentees have joined: { $names }.
}
people-news-mentors = { $count ->
    [one] One mentor has joined: { $names }.
   *[other] { $count } mentors have joined: { $names }.
}
people-news-coordinators = { $count ->
    [one] One coordinator has joined: { $names }.
   *[other] { $count } coordinators have joined: { $names }.
}
people-news-more = { $more } more
people-news-pairs = { $count ->
    [one] One pair has said yes on both sides:
   *[other] { $count } pairs have said yes on both sides:
}
people-news-pair = • { $mentor } and { $mentee }
people-news-more-pairs = And { $more } more.
people-news-settle = They settle their schedules between them.
people-news-to-pair = /pair finds a partner for those who have none.
people-news-planned = Where you have planned a pair, both are asked about it as soon as both are in.
people-news-button = Who is in

people-unreachable = I cannot reach { $name } any more: they have blocked me in Telegram, or their account is gone. I have stopped writing to them. Perhaps you know another way to ask how they are.
people-reachable = { $name } is back, and I can write to them again.

people-pause-mentee = { $name } has paused until { $day }. No weekly questions go to them until then. What you two have agreed stands.
people-pause-mentor = { $name } has paused until { $day }. What you write until then is kept for them. If you need somebody before: /talk.
people-back = { $name } is back from the pause.

reach-back = Good to have you back, { $name }. If something has changed meanwhile, I write to you about it. /help shows what I can do.
reach-back-joining = Good to have you back. /start goes on where we were.
