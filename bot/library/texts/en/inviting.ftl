# /invite: links that bring people in, one or many.

invite-ask =
    Whom would you like to invite? Each link works once, for 14 days.

    Or send me a list of people, saved as CSV: a line each, with the columns name and role, and if you like mentor and group. I show you what it would do first.
invite-role-mentee = A mentee
invite-role-mentor = A mentor
invite-role-coordinator = A coordinator
invite-how-many = How many links for { $role ->
    [mentee] mentees
    [mentor] mentors
   *[coordinator] coordinators
}? Each lets one person in. Tap, or type a number up to 100.
invite-one = Just one
invite-count-wrong = I could not use that. Please type a number from 1 to 100.
invite-group = Shall whoever joins with { $count ->
    [one] this link
   *[other] these links
} belong to one of your groups?
invite-no-group = No group
invite-how = { $count ->
    [one] I can make the link now.
   *[other] How would you like the { $count } links? Each comes with a text that you can pass on as it is.
}
invite-make = Make the link
invite-as-messages = As messages
invite-as-file = In one file
invite-made-mentee = Here is a link for one mentee. Please pass the next message on, to that person only. It works once, until { $day }.
invite-made-mentor = Here is a link for one mentor. Please pass the next message on, to that person only. It works once, until { $day }.
invite-made-coordinator = Here is a link for one coordinator. Please pass the next message on, to that person only. It works once, until { $day }.
invite-made-several = Here are { $count } links for { $role ->
    [mentee] mentees
    [mentor] mentors
   *[coordinator] coordinators
}. Each one is for one person only and works once, until { $day }.
invite-file = { $count } texts to pass on, each with a link of its own.
invite-take-back = Take it back
invite-take-all-back = Take them all back
invite-taken-back = That link does not work any more.
invite-all-taken-back = { $count ->
    [0] There was no link left to take back.
    [one] One link does not work any more.
   *[other] { $count } links do not work any more.
}{ $used ->
    [0] {""}
    [one] {" "}One has been used already: whoever came in by it stays.
   *[other] {" "}{ $used } have been used already: whoever came in by them stays.
}
refused-made-already = One tap was enough: the links are below. /invite makes more.
invite-dropped = All right. No link has been made.
invite-forward =
    You are invited to take part in { $programme }. Please open this link on the phone or computer where you use Telegram, and tap Start. You can read everything first, and then say yes or no.

    { $link }
