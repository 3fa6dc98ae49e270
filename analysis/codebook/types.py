"""The codebook: a whole survey described in one file, as frozen types."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from analysis.codebook.intake_rules import Intake
from analysis.codebook.strict import Code, Id, Strict, Text

NOT_GIVEN = "not-given"  # the level of a dimension that a respondent left unanswered
OTHER = "other"  # the option that an own answer counts as
SMALLEST_K = 10  # a codebook may ask for more, never for less

Number = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]  # sums of scores stay exact


class Kind(StrEnum):
    ORDINAL = "ordinal"
    CATEGORY = "category"
    YES_NO = "yes-no"
    COUNT = "count"
    MULTI_SELECT = "multi-select"
    DATE = "date"


class Period(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"


class Direction(StrEnum):
    HIGHER_IS_WORSE = "higher-is-worse"
    HIGHER_IS_BETTER = "higher-is-better"
    NEUTRAL = "neutral"


class Option(Strict):
    """One answer: the code others see, the text respondents see, what it scores."""

    code: Code
    text: Text
    score: Number | None = None
    aliases: tuple[Text, ...] = ()
    range: tuple[float, float] | None = Field(
        None, description="Numbers from the first to the second, both included, mean this answer."
    )
    none: bool = Field(
        False, description="In a multi-select: says that nothing applies; counts as no tick."
    )


class Merge(Strict):
    """Answers that may be told together, as one answer with a name of its own."""

    code: Code
    text: Text
    answers: tuple[Code, ...] = Field(min_length=2, description="The answers it stands for.")
    rest: bool = Field(
        False, description="A named rest of answers without an order; else they are neighbours."
    )
    applied: bool = Field(
        False, description="Written by releases: in this survey they are told together."
    )


class AnswerList(Strict):
    """Answers that several questions share."""

    options: tuple[Option, ...] = Field(min_length=2)
    missing: tuple[Text, ...] = Field(
        (), description="Offered answers that count as no answer, such as 'Prefer not to say'."
    )


class Grid(Strict):
    """Questions asked as rows under one heading; their header is 'text [row]'."""

    text: Text
    headers: tuple[Text, ...] = ()


class Wave(Strict):
    """A round of the survey; one made from a period has no days of its own."""

    code: Code
    text: Text
    first: date | None = None
    last: date | None = None


class Question(Strict):
    """One column of the sheet."""

    text: Text = Field(description="The wording asked; also the header it is found under.")
    kind: Kind
    label: str | None = Field(None, description="A few words for charts and tables.")
    headers: tuple[Text, ...] = Field((), description="Other headers it may appear under.")
    grid: Id | None = None
    answers: Id | None = Field(None, description="The shared answer list it uses.")
    options: tuple[Option, ...] = Field((), description="Its own answers, where not shared.")
    missing: tuple[Text, ...] = ()
    min: Number = 0
    max: Number = 1000
    decimals: bool = Field(False, description="A count that may have up to two decimals.")
    date_order: Literal["mdy", "dmy", "ymd"] | None = Field(
        None, description="How 3/4/2026 is read; without it, all dates of the column decide."
    )
    period: Period = Period.QUARTER
    waves: tuple[Wave, ...] = Field((), description="Named waves; without them, periods are.")
    other: bool = Field(False, description="Also takes an own answer, which is not stored.")
    merge: tuple[Merge, ...] = Field(
        (), description="Of a dimension: answers told together where few people gave one of them."
    )
    required: bool | None = Field(None, description="Whether a sheet without it is refused.")
    section: str | None = None
    help: str | None = None


class ScoreKind(StrEnum):
    MEAN = "mean"
    SUM = "sum"
    SHARE = "share"
    TICKS = "ticks"


class AtLeast(Strict):
    at_least: int


class Wording(Strict):
    """How sentences speak of an indicator."""

    on: str | None = Field(None, description="'score 5 points higher on <on>'")
    more: str | None = Field(None, description="'the team of one is <more> 57 times in 100'")
    have: str | None = Field(None, description="for shares: '34 in 100 teams of one <have>'")


class Indicator(Strict):
    """A score made from questions."""

    label: Text
    kind: ScoreKind = ScoreKind.MEAN
    instrument: str | None = Field(None, description="Take the scoring key of a known instrument.")
    items: tuple[Id, ...] = ()
    reversed: tuple[Id, ...] = ()
    factor: int = Field(1, ge=1, le=1000, description="A sum is multiplied by this.")
    where: dict[Id, tuple[Code, ...] | AtLeast] = Field(
        {}, description="For shares: the answers that count; all conditions must hold."
    )
    answered: Literal["half", "all"] | Annotated[int, Field(ge=1)] = Field(
        "half", description="How many items must be answered, else the person is unscored."
    )
    bands: tuple[int, ...] = Field((), description="Lower edges of the published bands.")
    cut: float | None = Field(
        None,
        description="Also tell the share of people with a score of at least this, the lower edge "
        "of a published band; never a clinical cut-off.",
    )
    direction: Direction = Direction.NEUTRAL
    headline: bool = False
    sesoi: float | None = Field(None, gt=0, description="Smallest difference that matters.")
    unit: str = "points"
    source: str = Field("", description="Where its questions come from; else the survey's source.")
    wording: Wording = Wording()


class Support(Strict):
    """Something an employer can give: received, wanted, and what stands in the way."""

    label: Text
    received: Id
    importance: Id
    barrier: Id | None = None


class Family(Strict):
    """Indicators that are tested together."""

    indicators: tuple[Id, ...]
    method: Literal["holm", "benjamini-hochberg"]


class ModelKind(StrEnum):
    ADJUSTED = "adjusted"
    MODERATION = "moderation"


class Model(Strict):
    """A regression declared before the answers were looked at."""

    kind: ModelKind
    outcomes: tuple[Id, ...] = Field(min_length=1, description="The indicators it compares.")
    covariates: tuple[Id, ...] = Field(
        (), description="Dimensions on which like is compared with like."
    )
    supports: tuple[Id, ...] = Field(
        (), description="For moderation: does the gap differ where this was received?"
    )


class Chapter(Strict):
    """A part of the story that a survey tells: how many people one thing is true of."""

    title: Text | None = Field(
        None, description="A heading; without one it goes on under the heading before."
    )
    about: Id = Field(description="The indicator whose published bands are counted.")
    at_least: float | None = Field(
        None, description="Counts people from the band that starts here. Not for shares."
    )
    below: float | None = Field(
        None, description="Counts people below the band that starts here. Not for shares."
    )
    says: Text | None = Field(
        None, description="'82 in 100 teams of one <says>'; a share may leave it to its wording."
    )


class KnownShares(Strict):
    """How common each answer is among all such people, so that answers can be weighted to it."""

    source: Text = Field(description="Where the shares come from.")
    shares: dict[Code, float] = Field(description="Every answer's share, above 0, adding up to 1.")


class Group(Strict):
    one: Text
    many: Text
    counted: str | None = Field(
        None, description="After a number, where that is not 'many': '10 <counted> answered'."
    )
    answers: tuple[Code, ...] = Field(min_length=1)


class Grouping(Strict):
    """Which answers make a respondent solo and which team; all others are set aside."""

    question: Id
    solo: Group
    team: Group


class Policy(Strict):
    """Disclosure policy; a codebook may make it stricter, never weaker."""

    k: int = Field(SMALLEST_K, ge=SMALLEST_K)


class Codebook(Strict):
    id: Id
    version: Text
    title: Text
    name: str | None = Field(None, description="The title in a few words, for a browser's tab.")
    description: str = ""
    people: str = Field("people", description="Who answered: '1,400 <people> answered'")
    fielded: str = Field("", description="When it ran: 'March to November 2026'.")
    recruited: str = Field("", description="How people were found: 'a newsletter and two posts'.")
    invited: int | None = Field(None, ge=1, description="How many people were asked to answer.")
    footnote: str = Field("", description="A sentence for the foot of every page.")
    source: str = Field("", description="Where the questions come from, of every indicator that "
                        "names no source of its own; empty: nothing is said of it.")  # fmt: skip
    languages: tuple[str, ...] = ("en",)
    citation: Text
    licence: str = "CC-BY-4.0"
    answers: dict[Id, AnswerList] = Field({})
    grids: dict[Id, Grid] = Field({})
    questions: dict[Id, Question]
    grouping: Grouping
    dimensions: tuple[Id, ...] = ()
    organisation: tuple[Id, ...] = Field(
        (), max_length=2, description="The dimensions that tell what an organisation is like."
    )
    indicators: dict[Id, Indicator] = Field({})
    supports: dict[Id, Support] = Field({})
    important_at_least: int = 3
    families: dict[Id, Family] = Field({})
    models: dict[Id, Model] = Field({})
    margins: dict[Id, KnownShares] = Field({})
    story: tuple[Chapter, ...] = Field(
        (), description="A page that tells what people say from top to bottom, like an article."
    )
    intake: Intake = Intake()
    policy: Policy = Policy()

    @property
    def called(self) -> str:
        """The survey's name where there is little room."""
        return self.name or self.title

    def options(self, question: str) -> tuple[Option, ...]:
        """The answers of a question in order, as they are counted and shown: see ``offered``.

        Those that are told together are one, in the place of the first of them.
        """
        return with_merges(self.offered(question), self.questions[question].merge)

    def offered(self, question: str) -> tuple[Option, ...]:
        """The answers that respondents choose from; empty for counts; a date's are its waves.

        Where one answer is chosen and own answers are taken, these are the option 'other'.
        """
        asked = self.questions[question]
        if asked.kind is Kind.DATE:
            return tuple(Option(code=w.code, text=w.text) for w in asked.waves)
        listed = self.answers[asked.answers].options if asked.answers else asked.options
        if asked.kind is Kind.YES_NO and not listed:
            listed = YES_NO
        one_of = asked.kind in (Kind.ORDINAL, Kind.CATEGORY, Kind.YES_NO)
        return with_other(listed) if asked.other and one_of else listed

    def offered_missing(self, question: str) -> tuple[str, ...]:
        """The answers shown to respondents that count as no answer."""
        asked = self.questions[question]
        shared = self.answers[asked.answers].missing if asked.answers else ()
        return shared + asked.missing

    def header(self, question: str) -> str:
        """The header under which a form writes this question."""
        return self.headers(question)[0]

    def headers(self, question: str) -> tuple[str, ...]:
        """Every header a question may appear under, the current one first."""
        asked = self.questions[question]
        if asked.grid is None:
            return (asked.text, *asked.headers)
        grid = self.grids[asked.grid]
        rows = [f"{head} [{asked.text}]" for head in (grid.text, *grid.headers)]
        return (*rows, *asked.headers)

    def label(self, question: str) -> str:
        asked = self.questions[question]
        return asked.label or asked.text

    @property
    def headlines(self) -> tuple[str, ...]:
        return tuple(name for name, made in self.indicators.items() if made.headline)

    @property
    def featured(self) -> tuple[str, ...]:
        """The indicators with a page of their own: the headlines, else the first three."""
        return self.headlines or tuple(self.indicators)[:3]

    def is_required(self, question: str) -> bool:
        """Whether a sheet without it is refused: said so, or needed for groups and headlines."""
        said = self.questions[question].required
        if said is not None:
            return said
        needed = {item for name in self.headlines for item in self.indicators[name].items}
        return question == self.grouping.question or question in needed

    def timestamp(self) -> str | None:
        """The question whose answer is the moment of answering, if there is one."""
        dates = (name for name, asked in self.questions.items() if asked.kind is Kind.DATE)
        return next(dates, None)


def with_other(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The options with one for own answers, if they have none yet."""
    if any(option.code == OTHER for option in options):
        return options
    return (*options, Option(code=OTHER, text="Other"))


def with_merges(options: tuple[Option, ...], merges: tuple[Merge, ...]) -> tuple[Option, ...]:
    """The options, those of an applied merge as one."""
    applied = {code: m for m in merges if m.applied for code in (m.code, *m.answers)}
    held = {code: Option(code=m.code, text=m.text) for code, m in applied.items()}
    told = (held.get(option.code, option) for option in options)
    return tuple(dict.fromkeys(told)) if applied else options


YES_NO = (
    Option(code="yes", text="Yes", score=1, aliases=("y", "true", "1")),
    Option(code="no", text="No", score=0, aliases=("n", "false", "0")),
)
