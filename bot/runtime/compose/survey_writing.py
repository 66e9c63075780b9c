"""What the author of a survey is told without asking."""

from bot.domain.queues import MessageKind
from bot.render.survey_sending import unsent
from bot.runtime.compose.base import Compose, composer
from bot.services.surveys import notices

COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.SURVEY_UNSENT: composer(notices.unsent, unsent),
}
