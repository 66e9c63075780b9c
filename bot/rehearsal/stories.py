"""The stories that play by themselves: in print, on the page, and in tests."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.rehearsal import story_script, ten_weeks_people, ten_weeks_script
from bot.rehearsal.acting import Company
from bot.rehearsal.crowd import Crowd, Member
from bot.rehearsal.sample import PEER, Sample, found_programme
from bot.rehearsal.script import Step
from bot.rehearsal.stage import Stage


@dataclass(frozen=True)
class Story:
    """A story. The programme is that of `sample`, whose first person coordinates it.

    `cast` are those whose phones one looks at, the coordinator first; `printed` those of them whose
    phones are printed whatever comes in. `opening` and `closing` stand around what is printed,
    `about` is one sentence for who chooses, `over` what the page says at the end. `members` act by
    habit, as `seed` has it.
    """

    key: str
    title: str
    about: str
    opening: str
    closing: str
    over: str
    sample: Sample
    cast: tuple[str, ...]
    printed: tuple[str, ...]
    steps: tuple[Step, ...]
    members: Callable[[], Iterable[Member]] = tuple
    seed: int = 0

    async def found(self, stage: Stage) -> Company:
        """Set up the programme, with nobody in it, and return the company that plays in it."""
        return await found_programme(stage, self.sample)

    def gather(self, stage: Stage, company: Company) -> None:
        """Give everybody a phone; from now on some of them act by habit."""
        for name in self.cast:
            stage.person(name)
        members = tuple(self.members())
        if members:
            company.crowd = Crowd(stage, members, self.seed)


TWO_WEEKS = Story(
    key="two-weeks",
    title="Two weeks",
    about="Ana, her mentor Ruth and Grace, who coordinates: from the first link to two digests.",
    opening="""\
Two weeks of Plumbline, by themselves. This is the real bot, with a stand-in
where Telegram would be: no account, nothing leaves this machine, and time runs
fast. Ana is a mentee, Ruth her mentor, Grace coordinates; all three are made up.""",
    closing="That was two weeks. To be one of them yourself: python -m bot rehearse",
    over="That was two weeks. From here it is yours: be anybody, and let time pass.",
    sample=PEER,
    cast=story_script.CAST,
    printed=story_script.CAST,
    steps=story_script.STORY,
)
TEN_WEEKS = Story(
    key="ten-weeks",
    title="Ten weeks",
    about="Maria coordinates forty people: a survey, and a pair that drifts apart and comes back.",
    opening=f"""\
Ten weeks of Plumbline, by themselves, as Maria sees them, who coordinates. Forty
people come in from one file. All but her act by their habits, which are drawn with
the seed {ten_weeks_people.SEED}, so that it is the same every time. All of them are made up.""",
    closing="Those were ten weeks. To be one of them yourself: python -m bot rehearse",
    over="Those were ten weeks. From here it is yours: be anybody, and let time pass.",
    sample=ten_weeks_people.SAMPLE,
    cast=ten_weeks_people.CAST,
    printed=ten_weeks_people.CAST[:1],
    steps=ten_weeks_script.STORY,
    members=ten_weeks_people.members,
    seed=ten_weeks_people.SEED,
)
STORIES = (TWO_WEEKS, TEN_WEEKS)


def story_named(key: str) -> Story:
    """Raises LookupError if there is none with this key."""
    for story in STORIES:
        if story.key == key:
            return story
    raise LookupError("There is no such story.")
