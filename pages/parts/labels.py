"""The interface's own words: headings, buttons, labels, messages. Results are told elsewhere.

What is computed becomes words in ``analysis.sentences``. A second language is this module and that
package once more; no page holds wording of its own.
"""

from __future__ import annotations

NAME = "Survey results"  # while there is no release, whose survey has a name
OVERVIEW = "Overview"
METHODS = "Methods"
QUALITY = "Data quality"
WHERE_I_STAND, BRIEF = "Where do I stand?", "Brief for your organisation"
RESULTS, FOR_YOU = "Results", "For you"
RESEARCH, OPERATORS = "Research", "Operators"

# ------------------------------------------------------------------------------- tables and charts
QUESTION = "Question"
AS_TABLE = "Show as a table"
DETAILS = "{exhibit} · table, method, data"
TABLE, METHOD, TAKE = "Table", "Method", "Take away"
AS_TEXT = "In words, to copy:"
SAVE_PICTURE = "Save as {form}"
LINK = "Link to this view, to copy:"
HOW, HOW_EACH = "How was this computed?", "How these were computed"
REFERENCE = "Reference: {reference}"
OTHER_WAYS = "Looked at in other ways"
SORTED = "Sorted"
ORDERS = {
    "as asked": "As asked",
    "largest difference first": "By difference",
    "most people first": "By number of people",
}
IN_DETAIL = "{label} in detail"
NO_PARTS = "With two filters, single questions and further segments are not shown."

# ----------------------------------------------------------------------------------------- filters
ALL = "All"
NARROW = "Everyone: narrow to a group"
NARROW_OR_LIKE_YOURS = "Everyone: narrow to a group, or to organisations like yours"
CHANGE = "{group}: change the group"
FILTER_HINT = (
    "Up to {most} filters. Only groups that are safe to show can be chosen. In brackets: about how "
    "many answered, first {solo}, then {team}."
)
ENOUGH_FILTERS = "Up to {most} filters at once."
FILTER_HINT_ONE = (
    "One filter beside the waves. Only groups that are safe to show can be chosen. In brackets: "
    "about how many answered, first {solo}, then {team}."
)
ENOUGH_FILTERS_ONE = "One filter at once beside the waves."
NO_FILTER = "Too few answers to narrow by this."
INSTEAD = "Show {group} instead"
ASKED_FOR = "“{code}” ({dimension})"
LINK_ASKED_FOR = "Your link asked for {what}, which this survey does not have."
LINK_ASKED_TOO_MUCH = "Your link asked for {many} filters at once; the first {most} are shown."
LIKE_YOURS = "Organisations like yours"
LIKE_YOURS_HINT = (
    "Say once what your organisation is like: it is kept while you are here, for every page and "
    "the brief. Where too few such people answered, the nearest group is offered."
)
SHOW_LIKE_YOURS = "Show organisations like mine"
EVERYONE = "everyone"

# --------------------------------------------------------------------------- above and below a page
SYNTHETIC = "Synthetic demo data: no real person answered"
NEVER_READ = "The survey has not been read yet"
STALE = "New answers can't be shown at the moment. What you see is release {release} of {day}."
DAMAGED_NEWEST = (
    "The newest release can't be shown at the moment. What you see is release {release} of {day}."
)
FACT_RELEASE = "Release {release}, {day}"
FACT_WAVE = "latest wave {wave}"
READ = "Answers last read {age} ago"
READ_NOW = "Answers last read less than a minute ago"
AGES = ((86400, "day", "days"), (3600, "hour", "hours"), (60, "minute", "minutes"))
NOT_YET = "Results will appear here"
STARTING = "The survey is being read for the first time. This takes a moment."
NO_RELEASE = "No release has been cut yet."
AWAITED = (
    "Results appear once {fewest} people have answered, or the survey is closed, and nobody can be "
    "recognised in them."
)
MOMENT = "%B %Y, %H:%M UTC"
UNAVAILABLE = "Results are not available at the moment."
UNAVAILABLE_SINCE = "Results are not available at the moment, and have not been since {moment}."
BY_ITSELF = "They will appear on this page by themselves."
PATIENCE = "Every answer counts towards it. Nothing is shown before it is safe to show."
FAILED = "This page could not be shown. Nothing is lost: the data is safe."
BACK = "Back to the overview"

# ---------------------------------------------------------------------------------------- compare
COMPARE = "Compare"
COMPARE_WHAT = "What to compare"
ONE_QUESTION = "One question: {question}"
VALUE, INTERVAL, STANDS_FOR = "Value", "95% interval", "Stands for"
KEY_NUMBERS = "Test results"
KEY_NUMBERS_HINT = "Differences are {solo} minus {team}. Counts are rounded; the range is shown."
IN_WORDS = "The same in words"
EVERY_ESTIMATE = "Every estimate of this group"
NOTHING_TO_COMPARE = "This release holds nothing to compare."
NO_TEST = "Of single questions the answers are counted; no test is made of them."

# --------------------------------------------------------------------------------------- over time
OVER_TIME = "Over time"
NO_WAVES = "This survey does not say when people answered, so there is nothing to show over time."
OTHER_PEOPLE = "Each wave is a new sample: other people may have answered each time."
TRENDS_OF_ALL = "Whether a gap changes over the waves is computed for everyone together only."

# ---------------------------------------------------------------------------------- the job itself
JOB = "The job itself"
STORY_LEAD = (
    "What people say about the job, from top to bottom. Each number is how many in 100 of a group "
    "said so; in brackets its 95% interval."
)
ITS_NUMBERS = "{label}: all numbers"

# --------------------------------------------------------------------------------- what is missing
MISSING = "What is missing"
WE_GIVE = "Tick what you already give"
WE_GIVE_HINT = "What you tick fades in the picture."
KEPT_NOWHERE = "Kept while you are here, and nowhere else."
OF_WHOM = "According to"
WHICH_GAP = "The gap on"
NOT_TOLD_OF = "Not shown: {supports}"
FOR_EVERYONE_ONLY = "What goes with a support is shown for everyone together only."
BARRIERS_OF_ONE = "With two filters, what stands in the way is not shown."

# ------------------------------------------------------------------------------------ the overview
WHO = "Who answered"
BY_WHAT = "Break down by"
WHERE_NEXT = "Where to go from here"
FOR_RESPONDENTS = "You know it first-hand"
TO_RESPONDENTS = "See how many said the same. Nothing you answer there is stored."
FOR_ORGANISATIONS = "You can change something"
TO_ORGANISATIONS = "See what people want, and what they receive."
TO_MEETINGS = "Read what people report, on one page to take to a meeting."
FOR_RESEARCHERS = "You want to check it"
BRIEF_SHORT = "A one-page brief"
TO_RESEARCHERS = "Every estimate, how it was computed, and the tables to take away."

# ---------------------------------------------------------------------------------- privacy ledger
PRIVACY = "Privacy ledger"
PRIVACY_TITLE = "What we promise, and how it is kept"
WHAT_IS_HIDDEN = "What this release shows and hides"
GROUPS_OF_PEOPLE, HOW_MANY = "Groups of people", "How many"
AUDIT_COMMAND = "Anyone can repeat it from the published files: python -m data audit {release}"
AS_AN_EXAMPLE = "What happens to your answers"
LIMITS = "What this does not protect from"
RULES_IN_FORCE = "The rules in force"
RELEASE_HISTORY = "Every release so far"

# ---------------------------------------------------------------------------------------- methods
HOW_MADE = "How these numbers are made"
EVERYTHING = "All results"
EVERYTHING_HINT = "Everyone together: averages, or how many in 100; 95% intervals in brackets."
THE_METHODS = "The methods"
THE_QUESTIONS = "The questions"
SEARCH, SEARCH_HINT = "Search", "for example: interval, rounding"
NOTHING_FOUND = "Nothing here has all of these words."

# ------------------------------------------------------------------------------------------- data
DATA = "Data"
DATA_TITLE = "Every published number, to take away"
DATA_INTRO = (
    "A release is a set of tables that never changes. All are listed below, and each has an "
    "address of its own."
)
RELEASE, NEWEST = "Release", "{release}, the newest"
CHOOSE_RELEASE = "Choose a release"
UNKNOWN_RELEASE = "There is no release {release}. Choose one of the list."
CUT_ON, CUT = "Cut on {day}, latest wave {wave}.", "Cut on {day}."
PACKAGE = "Download the whole release"
PACKAGE_HINT = (
    "One zip file, {size}: every table as CSV and Parquet, a workbook, SPSS files, the codebook, "
    "the methods, how to cite it, and scripts in Python and R that redraw its figures."
)
PACKAGE_HINT_OLD = "One zip file, {size}: every table as CSV and Parquet, and how to cite it."
SINGLE_TABLES = "Single tables"
WORKBOOK = "All tables as one workbook, with a note on every column"
SINGLES = {
    "counts": "Counts: rounded numbers of people in each group and part of a scale",
    "estimates": "Estimates: averages, differences, intervals, verdicts",
    "items": "Items: rounded numbers of answers to single questions",
    "labels": "Labels: the words for every id and code",
}
AS_WORDS = "In words"
CITE, CITE_HINT = "How to cite it", "This address will go on leading here:"
LICENCE = "Licence"
LICENCE_TOLD = "These data are under the licence {licence}. Name the source as above."
BEWARE = "Limitations"
CHECKSUMS = "Checksums"
CHECKSUMS_HINT = (
    "Save these lines beside the files as SHA256SUMS; `sha256sum -c SHA256SUMS` checks them. The "
    "checksum in the citation is the SHA-256 of the lines, each with its line end."
)
BY_ADDRESS = "Read it from a program"
ALL_RELEASES = "All releases"
FOLLOW = "Hear of new releases (Atom feed)"
CUT_COLUMN, CUT_UP_TO = "Cut", "{day}, latest wave {wave}"
SYNTHETIC_MARK = "synthetic"
DAMAGED = "damaged, can't be shown"
DAMAGED_RELEASE = "Release {release} can't be shown at the moment. Choose another of the list."
BEHIND_NUMBERS = {  # at the foot of every page: what stands behind its numbers, by address
    "methods": "How these numbers are made",
    "privacy": "How respondents are protected",
    "data": "All of the data",
}
BEHIND = "Get the data behind this"
CORRECTED = "Release {release} was found to be wrong. {day}: {because}"
USE_INSTEAD = "Use release {release} instead."
CORRECTED_MARK = "corrected"
CORRECTIONS_UNKNOWN = "Whether this release was found to be wrong can't be checked at the moment."
SECOND_LOOK, AGAINST = "A second look", "Held against release"
OTHER_DAMAGED = "The release to hold it against can't be shown at the moment."
ONE_RELEASE = "This is the only release so far, so there is none to hold it against."
WHAT, BEFORE, NOW = "What", "Before", "Now"
WHICH_MOVED = "Differences that moved: {number}"
AND_MORE = "And {number} more."

# ------------------------------------------------------------------------------------ data quality
HOW_READ = "How the survey was read"
NO_REPORT = "There is no report yet. Make one with: python -m data check"
READ_WITH = "{source}, read with codebook {codebook}."
RESPONSES = "Responses"
IN_NEITHER, ROWS_LEFT_OUT = "In neither group", "Rows left out"
WERE_READ, MISSING_ANSWERS, SET_ASIDE = "Read", "Missing", "Set aside"
FOUND_IN_SHEET = "What was read, question by question"


def ago(seconds: float) -> str:
    """'Answers last read 3 hours ago'."""
    for size, one, many in AGES:
        if seconds >= size:
            count = int(seconds // size)
            return READ.format(age=f"{count} {one if count == 1 else many}")
    return READ_NOW
