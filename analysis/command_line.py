"""How both command lines end: with an answer, or with one sentence and its remedy."""

from __future__ import annotations

import sys

import click

from analysis.errors import SurveyError

EXIT_NO = 1  # the data or the rules say no


def run_command(main: click.Group) -> None:
    """Runs a command and exits: 0 done, 1 the data or the rules say no, 2 wrong usage."""
    try:
        main(standalone_mode=False)
    except SurveyError as error:
        click.echo(f"{error.problem}\n{error.remedy}", err=True)
        sys.exit(EXIT_NO)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
