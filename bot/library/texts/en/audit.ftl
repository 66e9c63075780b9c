# /audit: what coordinators read of who did what; and what somebody reads who has to wait.

menu-audit = Who did what
audit-heading = <b>Who did what</b>
audit-only-kind = Only: { $kind }
audit-only-person = Only what { $name } did, or what concerned them
audit-page = Page { $page } of { $pages }
audit-line = { $at } { $told }
audit-nothing = Nothing of that is noted yet.
audit-button-newer = Newer
audit-button-older = Older
audit-button-kind = Only one kind
audit-button-person = Only one person
audit-button-file = All of it as a file
audit-choose-kind = What shall I show?
audit-choose-person = Of whom shall I show what they did, or what concerned them?
audit-anybody = Everybody
audit-kind-all = All of it
audit-kind-people = People and invitations
audit-kind-pairs = Pairs
audit-kind-asked = Surveys and announcements
audit-kind-read = What was read or taken along
audit-kind-settings = Settings
audit-kind-own = Their own data
audit-kind-refused = Refused
audit-file = Who did what, newest first: { $count ->
    [one] one line.
   *[other] { $count } lines.
} That you took this file is noted in it too.
audit-column-when = When ({ $zone })
audit-column-what = What happened

audit-operator = whoever runs the server
audit-somebody = somebody
audit-unnamed = somebody without a name yet
audit-untitled = without a title
audit-invited = { $who } made { $count ->
    [one] { $detail ->
        [mentor] an invitation for a mentor
        [coordinator] an invitation for a coordinator
       *[other] an invitation for a mentee
    }
   *[other] { $detail ->
        [mentor] { $count } invitations for mentors
        [coordinator] { $count } invitations for coordinators
       *[other] { $count } invitations for mentees
    }
}.
audit-invite-revoked = { $who } took back { $count ->
    [one] { $detail ->
        [mentor] an invitation for a mentor
        [coordinator] an invitation for a coordinator
       *[other] an invitation for a mentee
    }
   *[other] { $detail ->
        [mentor] { $count } invitations for mentors
        [coordinator] { $count } invitations for coordinators
       *[other] { $count } invitations for mentees
    }
}.
audit-imported = { $who } brought in a file of { $count ->
    [one] one person.
   *[other] { $count } people.
}
audit-joined = { $who } came in as a { $detail }, invited by { $about }.
audit-joined-operator = { $who } came in as a { $detail }, invited by whoever runs the server.
audit-role-taken = { $who } became a { $detail } as well, invited by { $about }.
audit-role-taken-operator = { $who } became a { $detail } as well, invited by whoever runs the server.
audit-group-joined = { $who } put { $about } into the group “{ $what }”.
audit-group-left = { $who } took { $about } out of the group “{ $what }”.
audit-paired = { $who } suggested { $mentor } as mentor for { $mentee }.
audit-pair-accepted = { $who } said yes to the pair { $mentor } and { $mentee }.
audit-pair-declined = { $who } said no to the pair { $mentor } and { $mentee }.
audit-pair-paused = { $who } let the pair { $mentor } and { $mentee } take a break.
audit-pair-resumed = { $who } let the pair { $mentor } and { $mentee } go on.
audit-pair-ended = { $who } ended the pair { $mentor } and { $mentee }.
audit-health-seen-to = { $who } noted that the pair { $mentor } and { $mentee } has been seen to.
audit-health-reopened = { $who } took back that the pair { $mentor } and { $mentee } has been seen to.
audit-survey-made = { $who } began a survey: “{ $what }”.
audit-survey-sent = { $who } sent out the survey “{ $what }”.
audit-survey-reminded = { $who } sent the reminder of the survey “{ $what }”.
audit-survey-closed = { $who } closed the survey “{ $what }”.
audit-heard-sent = { $who } told people what was heard in the survey “{ $what }”.
audit-announced = { $who } sent an announcement to { $count ->
    [one] one person.
   *[other] { $count } people.
}
audit-broadcast-stopped = { $who } stopped a message to many half-way.
audit-broadcast-resumed = { $who } let a message to many go on.
audit-results-read = { $who } looked at the results of the survey “{ $what }”.
audit-digest-sent = { $who } was sent the digest about { $about }.
audit-digest-read = { $who } asked for the digest about { $about }.
audit-history-opened = { $who } let { $about } read what was shared with { $mentor }.
audit-history-closed = { $who } took back that { $about } may read what was shared with { $mentor }.
audit-history-read = { $who } read what { $mentee } shared with { $mentor }.
audit-exported = { $who } took { $detail ->
    [csv] the results of the survey “{ $what }” as a table
    [xlsx] the results of the survey “{ $what }” as a workbook
    [chart] the results of the survey “{ $what }” as pictures
    [words] what was said in words in the survey “{ $what }” as a file
    [people] the list of people as a file
   *[other] this list of who did what as a file
}.
audit-setting-changed = { $who } changed “{ $what }” from { $before } to { $after }.
audit-helpline-added = { $who } added a helpline: { $after }.
audit-helpline-removed = { $who } removed a helpline: { $before }.
audit-helplines-confirmed = { $who } confirmed that the helplines are right.
audit-keys-rotated = { $who } changed the key under which everything is locked.
audit-agreed = { $who } agreed to take part.
audit-withdrew = { $who } does not take part any more, for now.
audit-took-data = { $who } asked for everything that is kept about them.
audit-erased = { $who } had everything about them erased.
audit-erasure-asked = { $who } asked for everything about { $about } to be erased, in their place.
audit-erasure-off = { $who } called off that everything about { $about } is erased.
audit-erasure-kept = { $who } was here again, so nothing about them is erased.
audit-refused = { $who } asked again and again for what is not open to them, and had to wait.

slowed-wait =
    { $minutes ->
        [one] Several things were asked for here that I cannot give, so I am taking a break from this chat for a minute. Until then I do not read what you send. /talk works all the time.
       *[other] Several things were asked for here that I cannot give, so I am taking a break from this chat for { $minutes } minutes. Until then I do not read what you send. /talk works all the time.
    }
slowed-wait-tap =
    { $minutes ->
        [one] I am taking a break from this chat for a minute. /talk works all the time.
       *[other] I am taking a break from this chat for { $minutes } minutes. /talk works all the time.
    }
