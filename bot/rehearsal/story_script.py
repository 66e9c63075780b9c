"""The story: two weeks of Ana and her mentor Ruth, from the first link to the second digest."""

from datetime import UTC, datetime

from bot.rehearsal.script import (
    Aside,
    Edits,
    Heading,
    Opens,
    Says,
    SeesNot,
    Speaks,
    Step,
    Taps,
    Until,
    sees,
)

# A Monday, nine in the morning in London, well away from every clock change.
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CAST = ("Grace", "Ruth", "Ana")

NIGHTS = "I have had bad nights myself. I can sit with somebody and not run away."
ASK_FIRST = "How do you keep it from following you home?"
RUTH_SAW = "We have only spoken on the phone. I heard somebody who thinks before she speaks."
RUTH_NEEDS = "Not to fill every silence."
GLAD = "Somebody at the drop-in asked for me by name."
BETTER_FIRST = "I talked too much on Thursday."
BETTER = "I talked too much on Thursday. Next time I count to five first."
SERVED = "M. came back a second time. She said it was the first place where nobody hurried her."
ASK_SECOND = "What do I say when somebody asks me for money?"
AGENDA = "Can we talk about the Thursday shifts? They are too long for me."
ANA_PROMISE = "Sit in at the drop-in on Thursday, and tell you how it was"
RUTH_PROMISE = "Ask about a lift home after nine, by Wednesday"

BEFORE: tuple[Step, ...] = (
    Opens("Grace"),
    Taps("Grace", "I agree"),
    Taps("Grace", "Grace"),
    Taps("Grace", "London…"),
)

FIRST_WEEK: tuple[Step, ...] = (
    Heading("Grace, who coordinates the programme, invites a mentor"),
    Says("Grace", "/invite"),
    Taps("Grace", "A mentor"),
    Taps("Grace", "Just one"),
    Opens("Ruth"),
    sees("Ruth", "Who sees what.", "not end-to-end encrypted", "nobody watches this chat"),
    Taps("Ruth", "I agree"),
    Taps("Ruth", "Ruth"),
    Taps("Ruth", "London…"),
    Heading("… and a mentee"),
    Says("Grace", "/invite"),
    Taps("Grace", "A mentee"),
    Taps("Grace", "Just one"),
    Opens("Ana"),
    Taps("Ana", "I agree"),
    Taps("Ana", "Ana"),
    Taps("Ana", "London…"),
    Heading("A pair, if both of them want it"),
    Says("Grace", "/pair"),
    Taps("Grace", "Ruth…"),
    Taps("Grace", "Ana…"),
    Taps("Grace", "Ask them both"),
    Taps("Ruth", "Yes, gladly"),
    Taps("Ana", "Yes, gladly"),
    sees("Grace", "Ruth and Ana have both said yes"),
    Heading("They agree on a schedule"),
    Says("Ana", "/schedule"),
    Taps("Ana", "Propose a schedule"),
    Taps("Ana", "Wednesday"),
    Says("Ana", "8pm"),
    Taps("Ana", "Every week"),
    Taps("Ana", "Friday"),
    Taps("Ana", "17:00"),
    Taps("Ana", "Friday 6 March"),
    Taps("Ana", "• 60 minutes"),
    Says("Ana", "The blue room, Harbour House"),
    Taps("Ana", "• 24 hours"),
    Taps("Ana", "Propose this"),
    Taps("Ruth", "Yes, that suits me"),
    sees("Ana", "Ruth said yes", "every Wednesday at 20:00", "every Friday at 17:00"),
    Heading("Wednesday: Ruth says how she saw the week, before she can read Ana's view"),
    Until("Wed 19:00"),
    Taps("Ruth", "Begin"),
    Says("Ruth", RUTH_SAW),
    Taps("Ruth", "Skip"),
    Taps("Ruth", "Skip"),
    Says("Ruth", RUTH_NEEDS),
    Taps("Ruth", "Send"),
    sees("Ruth", "It stays sealed until Ana"),
    Heading("An hour later: Ana's first reflection"),
    Until("Wed 20:00"),
    SeesNot("Ana", RUTH_SAW),
    Taps("Ana", "Begin"),
    Says("Ana", NIGHTS),
    Speaks("Ana", 34),
    Taps("Ana", "4"),
    Says("Ana", ASK_FIRST),
    sees("Ana", "Before you send it", NIGHTS),
    SeesNot("Ruth", NIGHTS),
    Taps("Ana", "Send"),
    Heading("Thursday, 24 hours before they meet: the digest"),
    Until("Thu 17:00"),
    sees("Ruth", "Before you meet Ana", ASK_FIRST, NIGHTS),
    SeesNot("Ana", RUTH_NEEDS),
    Heading("Friday: they meet, and say afterwards how it was"),
    Until("Fri 18:15"),
    Taps("Ana", "Begin"),
    Taps("Ana", "Yes"),
    Taps("Ana", "5"),
    Taps("Ana", "Both"),
    Says("Ana", ANA_PROMISE),
    Says("Ana", RUTH_PROMISE),
    Taps("Ana", "Send"),
    Taps("Ruth", "Begin"),
    Taps("Ruth", "Yes"),
    Taps("Ruth", "4"),
    Taps("Ruth", "Mostly mentoring"),
    Says("Ruth", RUTH_PROMISE),
    Taps("Ruth", "Skip"),
    Taps("Ruth", "Skip"),
    Taps("Ruth", "Send"),
)

SECOND_WEEK: tuple[Step, ...] = (
    Heading("The second week: something for the next meeting"),
    Until("Tue 12:30"),
    Says("Ana", "/agenda"),
    Says("Ana", AGENDA),
    Taps("Ana", "Done"),
    Heading("Wednesday again. Ruth leaves her own questions for now; Ana answers hers"),
    Until("Wed 19:00"),
    sees("Ruth", "How did you see Ana's week?"),
    Until("Wed 20:00"),
    sees("Ana", "When you last met", ANA_PROMISE),
    Taps("Ana", "Begin"),
    Says("Ana", GLAD),
    Says("Ana", BETTER_FIRST),
    Aside("Ana thinks again, and edits her message."),
    Edits("Ana", BETTER_FIRST, BETTER),
    sees("Ana", "Changed in your answer."),
    Says("Ana", SERVED),
    Taps("Ana", "2"),
    Says("Ana", ASK_SECOND),
    Aside("How she felt, she keeps to herself."),
    Taps("Ana", "Who reads what"),
    Taps("Ana", "4…"),
    Taps("Ana", "Done"),
    Taps("Ana", "Send"),
    Heading("Thursday: the second digest"),
    Until("Thu 17:00"),
    sees("Ruth", "Before you meet Ana", ASK_SECOND, AGENDA, ANA_PROMISE, BETTER, SERVED),
    sees("Ruth", "One answer kept private"),
    SeesNot("Ruth", "felt 2 of 5"),
)

STORY = FIRST_WEEK + SECOND_WEEK
