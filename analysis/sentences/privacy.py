"""What the privacy ledger says: the rules in force, what they did, and where they end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.codebook import Codebook
from analysis.counting.cohorts import value_label
from analysis.disclosure.blocks import FEWEST_NEW, Beginning
from analysis.promise import of_each
from analysis.release import Manifest
from analysis.sentences.numbers import number
from analysis.sentences.speech import first_lower

RULES = {
    "1": "A group is shown only if at least {k} people of both kinds answered.",
    "2": "If a hidden group could be worked out from the shown ones, another is hidden.",
    "3": "Before a release is cut, a solver tries to bound every hidden number by the numbers of "
    "people, the answers and the averages that are shown. If one of fewer than {k} people lies "
    "within fewer than three, more is hidden, or nothing is published.",
    "4": "Numbers of people are rounded to fives; scores are shown in a few fixed bands.",
    "5": "Averages are rounded, more coarsely in small groups; all else is computed from them and "
    "from the rounded numbers of people in each part of the scale. How far answers spread is shown "
    "of nobody but everyone, where {spread_from} of a group answered.",
    "6": "A small group in which nearly everybody says the same is not shown.",
    "7": "A group's numbers change only when at least {k} people of each kind have come or changed "
    "their answers since; until then the old ones stay, with their date.",
    "8": "Models are declared before anyone looks, and only two digits of their results are shown.",
    "9": "Your own place is read off the published bands, in steps of five where few answered.",
    "10": "A survey of fewer than 100 people is shown once, when it is closed, for everyone only.",
    "11": "Single questions are shown for everyone and for one filter at a time; averages by the "
    "answers that make up a group, for everyone, and for all of these answers or none.",
    "12": "Answers that few gave may be shown as one group, where the survey named it beforehand. "
    "What was shown as one is never shown in parts later.",
    "13": "Whoever left a filter question out is counted for everyone, and in no group of that "
    "question.",
}
HEADS = (
    " Of a hidden group of fewer than {k} people it must be possible that it holds nobody, and "
    "that it holds eight."
)
BY_HEADS = "3 feasibility intervals"  # releases before it did not look at that
SPREAD_FROM = 500  # people of a group
BLOCKS = (
    "This release holds the first {responses} answers, in the order in which they came. Later ones "
    "wait until the next block of them is whole, which is of {fewest} or, in large surveys, a "
    "twentieth of all before, or until a wave is closed. So everybody can know how many they are. "
)
WHATS_BECOME = {
    "published": "shown with their present numbers",
    "carried-over": "shown with the numbers of an earlier release",
    "withheld": "hidden: too few people answered, perhaps nobody, or another could be worked out",
}
LIMITS = (
    "Somebody who knows how everyone else in a group answered can work out the last one's answers. "
    "Rounding makes that harder, not impossible.",
    "Rounding hides a few people, no more: a small number that is shown can be narrowed down "
    "further by the other numbers of the same group.",
    "The audit does not read standard deviations. They are published of everyone only, where "
    "{spread_from} of a group answered (until version 2 of the files, of every group shown), but "
    "together with the rest they can narrow a small number further than the audit says.",
    "How many people left a filter question out is roughly what remains of everyone beside the "
    "groups that are shown. What they answered to other questions is protected as all else is.",
    "Groups of {k} are safer than groups of five, and a hundred would be safer still. The person "
    "who runs this survey can ask for more than {k}, never for fewer.",
    "Whoever runs the survey owns the sheet and sees every row of it. This page can't protect from "
    "them; columns that ask who somebody is are not read here.",
    "That a number stays the same does not mean that nobody answered, and that a group is hidden "
    "does not mean that somebody is in it.",
    "An answer that is changed or deleted in the sheet, or that comes with an earlier time than "
    "the others, changes what the sheet begins with. Later releases are held against the "
    "earlier ones, so that nobody is found by it. Where the record of those is lost and the "
    "sheet no longer gives their numbers, nothing more is published beside them.",
    "If all that was published is lost on our side, it is made anew from the sheet, as one "
    "release. Somebody who kept the lost ones can compare them with it, and a small group may "
    "then be but a few people apart.",
    "What you tell others about your answers is yours to tell; it makes guessing easier.",
)


def rules(manifest: Manifest) -> list[str]:
    """The rules a release was made by, in plain words, in their order."""
    k = manifest.policy["k"]
    heads = HEADS if BY_HEADS in manifest.policy.get("rules", ()) else ""
    words = RULES | {"3": RULES["3"] + heads, "7": _blocks(manifest) + RULES["7"]}
    numbers = [each for each in _numbers(manifest) if each in RULES]
    return [words[each].format(k=k, spread_from=SPREAD_FROM) for each in numbers]


def _numbers(manifest: Manifest) -> list[str]:
    """The numbers of the rules a release was made by."""
    return [str(rule).split(" ", 1)[0] for rule in manifest.policy.get("rules", ())]


def _blocks(manifest: Manifest) -> str:
    """How many answers a release holds; nothing of releases from before there were blocks."""
    held = Beginning.held_by(manifest.id)
    return BLOCKS.format(responses=number(held.responses), fewest=FEWEST_NEW) if held else ""


def became(manifest: Manifest) -> list[tuple[str, str]]:
    """How many groups were shown, kept and hidden: words and number.

    Never why one is hidden: that so many are too small would tell of the small ones.
    """
    told = manifest.cohorts
    return [(words, number(told[key])) for key, words in WHATS_BECOME.items() if key in told]


def audited(manifest: Manifest) -> str:
    """What the audit looked for in a release, and did not find: else it had not been cut."""
    if "3" not in _numbers(manifest):
        return "This release was cut by rules without an audit of the hidden numbers."
    found = (
        "Before this release was cut, the hidden numbers were looked at. "
        f"Wherever fewer than {manifest.policy['k']} people are behind one, the numbers of people, "
        "the answers and the averages that are shown leave room for at least three more or less."
    )
    return " ".join([found, *scope(manifest.audit)])


def scope(audit: Mapping[str, int]) -> list[str]:
    """How far an audit looks, from the numbers of ``disclosure.scope.Scope``.

    Nothing of releases from before these were kept.
    """
    if not audit:
        return ["How many releases were looked at together was not yet recorded."]
    releases, tables, together, one_filter = (
        audit[each] for each in ("releases", "tables", "together", "one_filter")
    )
    said = [f"Tables about the same questions were looked at in {number(tables)} sets."]
    if releases > 1:
        apart = tables - together
        said.append(
            f"{number(together)} of them were looked at over all {number(releases)} releases at "
            "once, unless people seem to have left in between; "
            f"{number(apart)}, too large for that, one release at a time."
        )
    if one_filter:
        said.append(
            f"{number(one_filter)} of them tie several questions to one another; they were looked "
            "at in groups by one filter only."
        )
    return said


def limits(manifest: Manifest) -> list[str]:
    """What all this does not protect from."""
    return [each.format(k=manifest.policy["k"], spread_from=SPREAD_FROM) for each in LIMITS]


def example(codebook: Codebook, k: int) -> list[str]:
    """Step by step, what happens to the answers of one person in a small group."""
    steps = [
        "Your answers are counted together with everyone's. The moment you answered becomes a "
        "wave, free text is never read, and no row is kept.",
        *_in_a_small_group(codebook, k),
        f"Where {of_each(codebook, f'{k} or more')} answered, their numbers are rounded: 11 and 14 "
        "people are both shown as about 12.",
        "A solver then tries everything that the published numbers of people, answers and averages "
        "allow. If it could pin a hidden number down, more would be hidden.",
        f"When more people answer, a group's numbers stay as they were until {k} of each kind have "
        "come, so that nobody can read the newest answer off the difference.",
    ]
    return [f"{at}. {step}" for at, step in enumerate(steps, start=1)]


def _in_a_small_group(codebook: Codebook, k: int) -> list[str]:
    """Two steps about a real filter of the survey, where it has one."""
    named = next((name for name in codebook.dimensions if len(codebook.options(name)) > 2), None)
    if named is None:
        return []
    code = codebook.options(named)[0].code
    group = value_label(codebook, named, code)
    about = first_lower(codebook.label(named))
    solo = codebook.grouping.solo.many
    return [
        f"Say you are one of four {solo} in the group “{group}” ({about}). Four are fewer than "
        f"{k}, so that group is not shown.",
        f"Somebody could add up all other groups by {about} and subtract them from everyone. "
        "Because the numbers are rounded, that leaves anything from nobody to eight people or "
        "more; where it would leave less, another group is hidden as well.",
    ]


def history(manifests: Sequence[Manifest]) -> list[dict[str, str]]:
    """One row per release, the newest first: what each showed afresh, kept and hid."""
    return [
        {
            "Release": each.id,
            "Shown afresh": _number(each, "published"),
            "Kept as it was": _number(each, "carried-over"),
            "Hidden": _number(each, "withheld"),
        }
        for each in manifests
    ]


def _number(manifest: Manifest, what: str) -> str:
    return number(manifest.cohorts.get(what, 0))
