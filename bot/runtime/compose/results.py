"""What comes of a survey: that it has closed, for coordinators; what changed, for who was asked."""

from bot.domain.queues import MessageKind
from bot.render.result_notices import closed
from bot.render.survey_heard import told
from bot.runtime.compose.base import Compose, composer
from bot.services.surveys import results, telling_back

COMPOSERS: dict[MessageKind, Compose] = {
    MessageKind.SURVEY_CLOSED: composer(results.closed, closed),
    MessageKind.SURVEY_HEARD: composer(telling_back.told, told),
}
