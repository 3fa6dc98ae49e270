"""The interface's own words: headings, buttons, labels, messages. Results are told elsewhere.

What is computed becomes words in ``analysis.sentences``. A second language is this module and that
package once more; no page holds wording of its own.
"""

from __future__ import annotations

NAME = "Team of One"
OVERVIEW = "Overview"
METHODS = "Methods"
QUALITY = "Data quality"
WHERE_I_STAND = "Where do I stand?"
RESULTS, FOR_YOU = "Results", "For you"
RESEARCH, OPERATORS = "Research", "Operators"

# ------------------------------------------------------------------------------- tables and charts
SCORE, ANSWER, GROUP, MEASURE = "Score", "Answer", "Group", "Measure"
DIFFERENCE, QUESTION, SOURCE = "Difference", "Question", "Source"
LEFT_OUT = "left out"
LOWEST, HIGHEST = "lowest", "highest"
AS_TABLE = "Show as a table"
HOW = "How was this computed?"
REFERENCE = "Reference: {reference}"
OTHER_WAYS = "Looked at in other ways"
IN_DETAIL = "{label} in detail"
NO_PARTS = "With two filters, single questions and further segments are not shown."

# ----------------------------------------------------------------------------------------- filters
ALL = "All"
NARROW = "Everyone: narrow to a group"
CHANGE = "{group}: change the group"
FILTER_HINT = "Up to {most} filters. Only groups that are safe to show are offered."
ENOUGH_FILTERS = "Up to {most} filters at once."
NO_FILTER = "Too few answers to narrow by this."
INSTEAD = "Show {group} instead"
EVERYONE = "everyone"

# --------------------------------------------------------------------------- above and below a page
SYNTHETIC = "Synthetic demo data: no real person answered"
NEVER_READ = "The survey was not read yet"
STALE = "{read}. What you see is release {release} of {day}."
FACT_RELEASE = "Release {release}, {day}"
FACT_WAVE = "answers up to {wave}"
READ = "Answers last read {age} ago"
READ_NOW = "Answers last read less than a minute ago"
AGES = ((86400, "day", "days"), (3600, "hour", "hours"), (60, "minute", "minutes"))
NOT_YET = "Results will appear here"
STARTING = "The survey is being read for the first time. This takes a moment."
NO_RELEASE = "No release has been cut yet."
PATIENCE = "Every answer counts towards it. Nothing is shown before it is safe to show."
FAILED = "This page could not be shown. Nothing is lost: the data is safe."
BACK = "Back to the overview"

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
EVERYTHING = "Everything we asked, and what came back"
EVERYTHING_HINT = "Everyone together: averages, or how many in 100; 95 % intervals in brackets."
THE_METHODS = "The methods"
THE_QUESTIONS = "The questions"

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
CUT_ON, CUT = "Cut on {day}, answers up to {wave}.", "Cut on {day}."
PACKAGE = "Download the whole release"
PACKAGE_HINT = (
    "One zip file, {size}: every table as CSV and Parquet, a workbook, SPSS files, the codebook, "
    "the methods, how to cite it, and scripts in Python and R that redraw its figures."
)
PACKAGE_HINT_OLD = "One zip file, {size}: every table as CSV and Parquet, and how to cite it."
SINGLE_TABLES = "Single tables"
WORKBOOK, EXCEL = "All tables as one workbook, with a note on every column", "Excel"
SINGLES = {
    "counts": "Counts: rounded numbers of people in each group and part of a scale",
    "estimates": "Estimates: averages, differences, intervals, verdicts",
    "items": "Items: rounded numbers of answers to single questions",
    "labels": "Labels: the words for every id and code",
}
CITE, CITE_HINT = "How to cite it", "This address will go on leading here:"
LICENCE = "Licence"
LICENCE_TOLD = "These data are under the licence {licence}. Name the source as above."
BEWARE = "What to beware of"
CHECKSUMS = "Checksums"
CHECKSUMS_HINT = (
    "Save these lines beside the files as SHA256SUMS; `sha256sum -c SHA256SUMS` checks them. The "
    "checksum in the citation is the SHA-256 of the lines, each with its line end."
)
BY_ADDRESS = "Read it from a program"
ALL_RELEASES = "All releases"
CUT_COLUMN, CUT_UP_TO = "Cut", "{day}, answers up to {wave}"
SYNTHETIC_MARK = "synthetic"
DAMAGED = "damaged, can't be shown"
BEHIND = "Get the data behind this"

# ------------------------------------------------------------------------------------ data quality
HOW_READ = "How the survey was read"
NO_REPORT = "There is no report yet. Make one with: python -m data check"
READ_WITH = "{source}, read with codebook {codebook}."
RESPONSES, SOLO, TEAM, ASIDE = "Responses", "Solo", "Team", "Set aside"
FOUND_IN_SHEET = "Questions found in the sheet"


def ago(seconds: float) -> str:
    """'Answers last read 3 hours ago'."""
    for size, one, many in AGES:
        if seconds >= size:
            count = int(seconds // size)
            return READ.format(age=f"{count} {one if count == 1 else many}")
    return READ_NOW
