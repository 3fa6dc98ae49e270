"""The words that the tables and marks of exhibits share: headings, ends of scales, short notes."""

SCORE, ANSWER, GROUP, MEASURE = "Score", "Answer", "Group", "Measure"
DIFFERENCE, SUPPORT, WAVE = "Difference", "Support", "Wave"
AVERAGE = "Average, about how many people"
LOWEST, HIGHEST = "lowest", "highest"
LEFT_OUT, UNDER_1 = "left out", "<1"
NOT_SHOWN = "not shown"
OF_SUPPORTS = ("received", "wanted", "go without")
TICK = "\u2713"
GAVE_AN_ANSWER = "Gave an answer"
WITH, WITHOUT, THE_GAP_IS = "received it", "did not receive it", "with it, the gap is"
COMPARED = "Who is compared"
RELEASE, WHAT_BECAME = "Release {release}", "What became of it"
