"""What the rehearsal itself says, apart from the bot."""

from collections.abc import Mapping

from bot.domain.queues import DueKind, MessageKind

WELCOME = """\
A rehearsal of Plumbline

This is the real bot, with a stand-in where Telegram would be. You need no
account, nothing leaves this machine, and all of it is thrown away at the end.

Here is a small programme. Grace coordinates it. Ruth and Daniel are mentors;
Ana, Leo and Mei are mentees. You can be any of them. The clock stands still
until you move it.

  :ana     be Ana (or anybody else)     :next    go to the next thing due
  1        press the button [1 …]       :help    everything else
"""

HELP = """\
What you type is what you say in the chat. /help there is the bot's own help.

  1                  press the button [1 …]
  :tap LABEL         press a button by what stands on it
  :say TEXT          say it, even if it is a number or begins with a colon
  :voice             send a voice note            :sticker   send a sticker
  :edit TEXT         change your last message

  :people            who there is                 :ana       be Ana
  :chat              the whole chat again
  :join SAM          somebody new opens the newest invite link (or :join SAM LINK)
  :block  :unblock   block the bot, or let it write again

  :next              go to the next thing that falls due
  :+1h  :+1d  :+1w   let an hour, a day or a week pass
  :restart           stop the bot and start it again
  :quit              leave"""

GOODBYE = "The rehearsal is over, and nothing of it is kept."

HAPPENINGS: Mapping[DueKind | MessageKind, str] = {
    DueKind.TALK: "a request for a person is looked after",
    DueKind.REFLECTION: "the weekly questions fall due",
    DueKind.LATER: "the weekly questions come again, as asked",
    DueKind.REMINDER: "a reminder falls due",
    DueKind.CLOSE: "the time for answering is over",
    DueKind.ASSESSMENT: "the mentor's own check-in falls due",
    DueKind.DIGEST: "the digest falls due",
    DueKind.DIGEST_UPDATE: "a last look at what changed before the meeting",
    DueKind.MEETING_OVER: "a meeting is over",
    DueKind.RESUME: "a pause is over",
    DueKind.SURVEY_OPEN: "a survey goes out",
    DueKind.SURVEY_REMINDER: "the reminder of a survey falls due",
    DueKind.SURVEY_CLOSE: "a survey closes",
    DueKind.HEALTH_DIGEST: "coordinators are told how the pairs are doing",
    DueKind.HELPLINES: "coordinators are asked whether the helplines are still right",
}
_LATER = "a message that was waiting may go"


def happening(what: DueKind | MessageKind) -> str:
    """What falls due, in plain words."""
    return HAPPENINGS.get(what, _LATER)
