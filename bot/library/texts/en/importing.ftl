# Bringing many people in from a file, by the command line and in the chat.

import-checking = Thank you. I am checking the file.
import-not-fetched = I could not get that file from Telegram. Please send it once more.
import-wrong = I cannot use this file yet. Please change this and send it again:
import-wrong-file = I cannot use this file yet. There are { $count } things to change: they are listed in here. Nobody has been invited.
import-nothing-done = Nobody has been invited.
import-line = Line { $line }: { $what }
import-plan = { $people ->
    [one] There is one person in this file.
   *[other] There are { $people } people in this file.
}
import-would = New: { import-new }. Shall I go ahead?{ $links ->
    [0] {""}
   *[other] {" "}Then you get a file with everybody’s link.
}
import-did = Done: { import-new }.{ $pairs ->
    [0] {""}
   *[other] {" "}The two of a pair are asked about each other as soon as both have joined.
}
import-new = { $links ->
    [0] no links
    [one] one link
   *[other] { $links } links
}{ $pairs ->
    [0] {""}
    [one] , one pair
   *[other] , { $pairs } pairs
}{ $groups ->
    [0] {""}
    [one] , one group
   *[other] , { $groups } groups
}{ $moved ->
    [0] {""}
    [one] , a place in a group for one person from before
   *[other] , a place in a group for { $moved } people from before
}
import-known = { $joined ->
    [0] {""}
    [one] One has joined already.{" "}
   *[other] { $joined } have joined already.{" "}
}{ $waiting ->
    [0] {""}
    [one] One was given a link before and has not joined yet.
   *[other] { $waiting } were given a link before and have not joined yet.
}
import-changes-nothing = All of it was brought in before, so there is nothing new to do.
import-nothing-changed = All of it was brought in before, so nothing has changed.
import-button-go = Yes, go ahead
import-button-new = New links for { $count ->
    [one] the one who has not joined
   *[other] the { $count } who have not joined
}
import-links = Names and links. Each link is for one person only and works once, until { $day }. Please keep this file to yourself.
import-note-new = {""}
import-note-renewed = in place of the link before
import-note-waiting = was given a link before
import-note-joined = has joined

import-bad-empty = The file is empty.
import-bad-large = The file is larger than one megabyte. Please split it into several.
import-bad-many = There are more than { $lines } people in the file. Please split it into several.
import-bad-spreadsheet = This is a spreadsheet, not a CSV file. Please open it, choose “Save as” or “Download”, and there “CSV UTF-8” or “Comma-separated values”.
import-bad-binary = This is not a text file. I can read a table that was saved as CSV.
import-bad-encoding = Some letters, such as é or ö, are saved in an older way that I could misread. Please save the table again as “CSV UTF-8”.
import-bad-quotes = A quotation mark is opened here and not closed again, or stands in the middle of a word.
import-bad-no-header = The first line must name the columns: name, role, and if you like mentor, group and kind. The people come below it, one on each line.
import-bad-no-column = The column “{ $said }” is missing. The first line must name the columns: name, role, and if you like mentor, group and kind.
import-bad-unknown-column = I do not know the column “{ $said }”. There can be: name, role, mentor, group and kind.
import-bad-column-twice = The column “{ $said }” is there twice.
import-bad-nobody = There are columns, but nobody in them.
import-bad-cells = There are more cells here than columns. Perhaps a name with a comma needs quotation marks around it.
import-bad-no-name = There is no name.
import-bad-long-name = The name is longer than 60 letters.
import-bad-name-twice = “{ $said }” is there twice, first on line { $other }. Please tell them apart, for example by a second name.
import-bad-no-role = There is no role. It can be mentee, mentor or coordinator, or several with a + between.
import-bad-unknown-role = I do not know the role “{ $said }”. It can be mentee, mentor or coordinator, or several with a + between.
import-bad-unknown-kind = I do not know the kind “{ $said }”. It can be mentoring, mentor_peers (two mentors who talk with each other) or mentor_support (a coordinator who is there for a mentor).
import-bad-long-group = The name of the group is longer than { $letters } letters.
import-bad-no-mentor = The mentor “{ $said }” is not in this file. Please add a line for them, or leave the mentor out and use /pair later.
import-bad-not-led = { $said } has somebody in the column “mentor”, but is not { $other ->
    [mentee] a mentee
   *[mentor] a mentor
}.
import-bad-not-leading = “{ $said }” stands in the column “mentor”, but is not { $other ->
    [coordinator] a coordinator
   *[mentor] a mentor
} in this file.
import-bad-oneself = { $said } cannot be their own mentor.
