"""The one error a person is meant to read."""


class SurveyError(Exception):
    """What went wrong and what to do about it, each one plain sentence.

    Caught once in the command line and once in the app; anything else that is raised is a
    fault of the program, not of its user.
    """

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


class NotYet(SurveyError):
    """Nothing is wrong: the rules do not allow a release yet, and say what is awaited."""
