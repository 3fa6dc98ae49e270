"""The one error a person is meant to read."""

from analysis.quoting import without_keys


class SurveyError(Exception):
    """What went wrong and what to do about it, each one plain sentence.

    It is for whoever runs the survey: a visitor of a page is told something else. Caught once in
    the command line and once in the app; anything else that is raised is a fault of the program,
    not of its user. Whatever it repeats, PEM blocks and long random words are left out of it.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem = without_keys(problem)
        self.remedy = without_keys(remedy)
        super().__init__(f"{self.problem} {self.remedy}")


class NotYet(SurveyError):
    """Nothing is wrong: the rules do not allow a release yet, and say what is awaited."""
