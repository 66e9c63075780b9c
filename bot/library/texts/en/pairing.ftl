# Pairing a mentor with a mentee. For coordinators, and for the two who are asked.

pairing-pick-mentor = Who shall be the mentor? A number after a name says how many mentees they have, or are being asked about.
pairing-pick-mentee = Who shall { $mentor } be a mentor to? A number after a name says how many mentors they have.
pairing-pick-mentor-for = Who shall be a mentor to { $mentee }? A number after a name says how many mentees they have, or are being asked about.
pairing-no-mentors = There are no mentors yet. /invite makes a link for one.
pairing-no-mentees = There is no mentee to pair with { $mentor } yet. /invite makes a link for one.
pairing-button-person = { $name }{ $pairs ->
    [0] {""}
   *[other] {" "}· { $pairs }
}
pairing-confirm = <b>{ $mentor }</b> would be a mentor to <b>{ $mentee }</b>.

    I ask both of them. Either may say no, and need not say why. You will hear what comes of it.
pairing-has-mentors = { $mentee } already has a mentor, or is being asked about one: { $mentors }. Most people do best with one.
pairing-button-ask = Ask them both
pairing-button-ask-anyway = Ask them anyway
pairing-asked = I have asked { $mentor } and { $mentee }. You will hear from me once they have both answered, or one has said no.
pairing-dropped = All right. Nobody has been asked.

pairing-ask-mentor = { $coordinator } thinks that you could be a good mentor to <b>{ $other }</b>. Would you like that?

    It is up to you. If you say no, nobody will ask you why.
pairing-ask-mentee = { $coordinator } thinks that <b>{ $other }</b> could be a good mentor for you. Would you like that?

    It is up to you. If you say no, nobody will ask you why.
pairing-ask-peer = { $coordinator } thinks that you and <b>{ $other }</b> could support each other, from mentor to mentor. Would you like that?

    It is up to you. If you say no, nobody will ask you why.
pairing-ask-supporter = { $coordinator } suggests that you be there for <b>{ $other }</b> as a mentor’s coordinator, and talk regularly. Would you like that?

    It is up to you. If you say no, nobody will ask you why.
pairing-ask-supported = { $coordinator } suggests that <b>{ $other }</b>, who coordinates, be there for you as a mentor, and that you two talk regularly. Would you like that?

    It is up to you. If you say no, nobody will ask you why.
pairing-button-yes = Yes, gladly
pairing-button-no = No, thank you
pairing-waiting = Thank you. { $other } is asked as well, and I tell you as soon as both of you have said yes.
pairing-active = You and <b>{ $other }</b> are a pair now.

    Next, agree on when you meet and when the weekly reflection comes. Either of you can begin: /schedule
pairing-declined = That is quite all right. I let the coordinator know, without a reason.
pairing-declined-other = You and { $other } will not be a pair this time. Your coordinator knows, and looks further.
pairing-result-declined = { $name } said no to the pairing of { $mentor } and { $mentee }. No reason was asked for, and none is needed.

refused-already-paired = These two are a pair already, or are being asked. Nothing has changed. /people has the page of each pair.
refused-asked-already = These two have been asked already, so this button does nothing any more. /pair shows how things are.
refused-asked-today = They have had the question within a day, or it is on its way, so I have not asked again.
refused-same-person = Nobody can be their own mentor. Please pick two people.
refused-not-taking-part = That person is not taking part at the moment, so this cannot go ahead.
