# Making a survey: the list, one survey's page, writing one, sending it.

cancel-survey = Stopped. What you have written is kept: /survey takes it up again.
late-survey = /survey takes up what you had begun.
menu-survey = Ask many people at once
refused-nobody-to-ask = Nobody fits whom this survey is for, so it has gone to nobody. It is kept as a draft.
