"""The command line: python -m analysis compare TALLY.json|-"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from analysis.command_line import run_command
from analysis.errors import SurveyError
from analysis.statistics.tally import read_tally


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Team of One: the statistics of one tally. Needs no survey and reads no setting."""


@main.command()
@click.argument("tally")
def compare(tally: str) -> None:
    """Compare the two groups of TALLY, a JSON file, or - for standard input.

    The tally is {"levels": [ascending numbers], "solo": [counts], "team": [counts],
    "cut": number, "sesoi": number}; the last two are optional.
    """
    from analysis.statistics.calculator import as_json

    found = as_json(read_tally(_text(tally)))
    click.echo(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False))


def _text(name: str) -> str:
    """What the file, or standard input, holds; a byte order mark is passed over."""
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SurveyError("The tally is not text in UTF-8.", "Save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "not a path"
        raise SurveyError(
            f"The tally {name!r} can't be read ({why}).", "Give the path of a JSON file, or -."
        ) from None


def run() -> None:
    run_command(main)


if __name__ == "__main__":
    run()
