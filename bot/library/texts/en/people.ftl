# /people: who is in, one person's card, and groups.

people-page = <b>{ $programme }</b>: { $total ->
    [one] one person
   *[other] { $total } people
}
people-roles = Mentees { $mentees } · mentors { $mentors } · coordinators { $coordinators }
people-standings = Taking part { $active } · pausing { $paused } · cannot be reached { $unreachable } · still joining { $joining }{ $withdrawn ->
    [0] {""}
   *[other] {" "}· not taking part { $withdrawn }
}
people-alone = Without a partner: { $alone }
people-links = Links that nobody has used yet: { $links }
people-shown = <b>{ $role ->
    [mentee] Mentees
    [mentor] Mentors
    [coordinator] Coordinators
   *[other] Everybody
}{ $wanted ->
    [active] {" "}taking part
    [paused] {" "}who are pausing
    [unreachable] {" "}whom I cannot reach
    [joining] {" "}still joining
    [alone] {" "}without a partner
   *[other] {""}
}</b>: { $found }{ $pages ->
    [one] {""}
   *[other] {" "}(page { $page } of { $pages })
}
people-nobody = Nobody fits that at the moment.
people-type = Tap a name to see more, or type a name to look for it.
people-entry = { $name }{ $standing ->
    [paused] {" "}· pausing
    [unreachable] {" "}· cannot be reached
    [joining] {" "}· still joining
    [withdrawn] {" "}· does not take part
   *[other] {""}
}
people-no-name = No name yet
people-button-filter = Show only some
people-button-list = Back to the list
people-filter = Whom shall I show? Both can be combined.
people-filter-role-all = Everybody
people-filter-role-mentee = Mentees
people-filter-role-mentor = Mentors
people-filter-role-coordinator = Coordinators
people-filter-wanted-all = In any state
people-filter-wanted-active = Taking part
people-filter-wanted-paused = Pausing
people-filter-wanted-unreachable = Cannot be reached
people-filter-wanted-joining = Still joining
people-filter-wanted-alone = Without a partner
people-filter-chosen = • { $choice }
people-found = Called something like “{ $typed }”:
people-found-more = And { $more } more: a few more letters of the name narrow it down.
people-search-empty = Please type a name, or a few letters of it.
people-found-nobody = Nobody here is called something like “{ $typed }”. You can type another name. If it was not a name that you were looking for: /talk shows where to turn.

card-role-mentee = Mentee
card-role-mentor = Mentor
card-role-coordinator = Coordinator
card-paused = Pausing until { $day }
card-unreachable = Cannot be reached since { $day }: they have blocked me in Telegram, or their account is gone
card-withdrawn = Does not take part for now, and may come back
card-joining = Still joining: they have agreed, and are answering my first questions
card-zone = Their time: { $zone }
card-language = Language: { $language }
card-since = In the programme since { $day }
card-did = Last active on { $day }: { $did ->
    [said_yes] said yes to a pair
    [schedule] suggested a schedule
    [meeting] moved or added a meeting
    [answered] answered questions
    [agenda] noted something for a meeting
    [digest] opened a digest
    [survey] answered a survey
    [talk] asked to be contacted
   *[joined] joined
}
card-groups = Groups: { $groups }
card-no-pairs = In no pair yet
card-pair = { $how ->
    [mentee] Mentee: { $other }
    [mentor] Mentor: { $other }
    [peer] Fellow mentor: { $other }
    [supported] Supports the mentor { $other }
   *[supporter] Supported by the coordinator { $other }
}, { $state ->
    [proposed] being asked since { $day }
    [active] a pair since { $day }
    [paused] a pair since { $day }, taking a break
   *[ended] ended on { $day }
}
card-next = Next meeting on { $day }
card-button-pair = { $name }: this pair
card-button-mentor = Find them a mentor
card-button-mentee = Find them a mentee
card-button-groups = Groups

groups-page = The groups of <b>{ $name }</b>. A tap puts them in or takes them out. Groups are yours to arrange; people do not see them.
groups-none = There are no groups yet. With a group you can ask or tell some people together. People do not see them.
groups-in = • { $group }
groups-out = { $group }
groups-button-new = A new group
groups-ask = What is the new group called? Please write a short name. { $name } will be its first member.
groups-name-empty = Please write a name for the group, with at least one letter.
groups-name-long = That is too long for a group. Please use at most 60 letters.
