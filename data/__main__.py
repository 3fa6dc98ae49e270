"""The command line: python -m data check | publish | audit | releases | backup | ..."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analysis.command_line import run_command
from analysis.errors import SurveyError
from analysis.release.corrections import as_cited, of_release
from data import codebooks, settings
from data.releases import Store
from data.secrets_file import add_secrets
from data.settings import Settings
from data.storage.address import place


def now() -> datetime:
    return datetime.now(UTC)


def _override(name: str, help_text: str) -> Callable[..., Any]:
    return click.option(f"--{name}", metavar=name.upper(), help=help_text)


def overrides(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that stand in for the environment, the same for every command."""
    for name in ("engine", "store", "codebook"):
        command = _override(name, f"Instead of SURVEY_{name.upper()}.")(command)
    return command


def _settings(source: str | None = None, **said: str | None) -> Settings:
    """The environment's settings with what the command line says put over them."""
    add_secrets()
    named = {} if source is None else {"SURVEY_SOURCE": source}
    found = settings.from_environment(os.environ | named)
    changes: dict[str, Any] = {key: text for key, text in said.items() if text is not None}
    for name, read in (("codebook", Path), ("store", place)):
        if name in changes:
            changes[name] = read(changes[name])
    if source is not None:
        changes["source"] = source
    return replace(found, **changes)


def _progress(step: str) -> None:
    """Says on a terminal what is being done; stays silent in scripts and logs."""
    if sys.stderr.isatty():
        click.echo(f"{step} ...", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Team of One: read a survey, publish releases, make the form."""


@main.command()
@click.argument("source", required=False)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
@overrides
def check(source: str | None, as_json: bool, **said: str | None) -> None:
    """Read SOURCE as publishing would, and report question by question what was read.

    Exit 1 where publishing would mislead: what is doubtful stands first, with its remedy.
    """
    from data.reading import look

    examined = look(_settings(source, **said), now())
    report = examined.report
    if as_json:
        click.echo(json.dumps(report.as_json(), indent=1, ensure_ascii=False))
    else:
        click.echo("\n".join(report.lines()))
    if report.doubts:
        more = len(report.doubts) - 1
        others = f" The report lists {more} more." if more else ""
        raise SurveyError(report.doubts[0].problem, report.doubts[0].remedy + others)
    examined.trusted()


@main.command()
@click.argument("source", required=False)
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@overrides
def doctor(source: str | None, as_json: bool, **said: str | None) -> None:
    """Look through all that is configured, and say of each part what is wrong with it.

    Exit 1 where something keeps the survey from being shown.
    """
    from data.doctor import State, examination

    findings = []
    for finding in examination(lambda: _settings(source, **said), now()):
        findings.append(finding)
        if not as_json:
            click.echo(finding.line())
    if as_json:
        told = [finding.as_json() for finding in findings]
        click.echo(json.dumps(told, indent=1, ensure_ascii=False))
    faults = [finding.check for finding in findings if finding.state is State.FAULT]
    if faults:
        raise SurveyError(
            f"Something keeps the survey from being shown: {', '.join(faults)}.",
            "Mend the first of them, then look again: python -m data doctor",
        )


@main.command()
@click.argument("source", required=False)
@click.option("--group", metavar="HEADER", help="The question that tells the two groups apart.")
@click.option("--solo", multiple=True, metavar="ANSWER", help="An answer that makes one solo.")
def draft(source: str | None, group: str | None, solo: tuple[str, ...]) -> None:
    """Print a first codebook for SOURCE, told from its columns: to be checked and changed."""
    from data.drafting import drafted_codebook

    if solo and group is None:
        raise click.UsageError("--solo names answers of the question that --group names.")
    click.echo(drafted_codebook(_settings(source), group, solo, now().date()), nl=False)


@main.command()
@click.argument("source", required=False)
@click.option("--close", is_flag=True, help="End the wave: take in what is no whole block, too.")
@overrides
def publish(source: str | None, close: bool, **said: str | None) -> None:
    """Cut a release of SOURCE if the rules allow it, and print its id."""
    from data.publish import publish as run

    click.echo(run(_settings(source, **said), now(), close=close, progress=_progress))


@main.command()
@click.argument("release", required=False)
@overrides
def audit(release: str | None, **said: str | None) -> None:
    """Try on RELEASE (the newest) what an outsider could; exit 1 if anything is found."""
    from data.auditing import audit_release

    store = Store(_settings(**said).store)
    unseen = not sys.stderr.isatty()
    with click.progressbar(length=100, label="Auditing", file=sys.stderr, hidden=unseen) as bar:
        report = audit_release(
            store, release, lambda done, of: bar.update(100 * done // of - bar.pos)
        )
    click.echo("\n".join(report.lines))
    if not report.clean:
        raise SurveyError(
            "The audit found something.", "Take this release out of the store and ask for help."
        )


@main.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
@overrides
def releases(as_json: bool, **said: str | None) -> None:
    """List the releases in the store, the newest first."""
    from data.api import listed

    store = Store(_settings(**said).store)
    found = list(store.manifests())
    if as_json:
        click.echo(json.dumps(listed(found), indent=1, ensure_ascii=False))
        return
    log = store.corrections()
    for each in found:
        told = as_cited(of_release(log, each.id))
        corrected = f"  {told}" if told else ""
        note = "  synthetic demo data" if each.synthetic else ""
        wave = f"  {each.wave}" if each.wave else ""
        click.echo(f"{each.id}  {each.created}  {each.survey}{wave}{note}{corrected}")
    if not found:
        click.echo("No releases yet. Cut the first with: python -m data publish", err=True)


@main.command()
@click.argument("release")
@click.option("--because", required=True, metavar="TEXT", help="What is wrong; everyone sees it.")
@click.option("--by", metavar="RELEASE", help="The release to use instead.")
@overrides
def correct(release: str, because: str, by: str | None, **said: str | None) -> None:
    """Say of RELEASE, wherever it is cited, that it is wrong; its files stay as they are."""
    from data.correcting import correct as run

    told = run(Store(_settings(**said).store), release, because, by, now())
    click.echo(f"{told.release}  {told.at}  {told.because}")


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@overrides
def backup(file: Path, **said: str | None) -> None:
    """Write the store to FILE, and print its SHA-256: keep that elsewhere."""
    from data.backup import backup as write

    click.echo(f"{write(Store(_settings(**said).store), file)}  {file}")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sha256", metavar="DIGEST", help="Refuse FILE unless this is its SHA-256.")
@overrides
def restore(file: Path, sha256: str | None, **said: str | None) -> None:
    """Make an empty store anew from a backup FILE, and print its releases."""
    from data.backup import restore as read

    click.echo("\n".join(read(file, Store(_settings(**said).store), sha256)))


@main.command()
@overrides
def form(**said: str | None) -> None:
    """Print the Apps Script that creates the questionnaire as a Google Form."""
    from data.form import apps_script

    click.echo(apps_script(codebooks.load(_settings(**said).codebook)))


@main.command()
@click.option("--rows", default=1400, show_default=True, type=click.IntRange(1, 20_000_000))
@click.option("--seed", default=2026, show_default=True, type=click.IntRange(0))
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path))
def demo(rows: int, seed: int, out: Path) -> None:
    """Write a synthetic survey, shaped like a form's response sheet, as .csv or .parquet."""
    from data.demo import write

    write(out, rows, seed)
    click.echo(f"{rows} synthetic rows written to {out}")


@main.command("run")
@click.option(
    "--port", envvar="PORT", default=8501, show_default=True, type=click.IntRange(1, 65535)
)
@click.option("--address", default="127.0.0.1", show_default=True, help="0.0.0.0: from anywhere.")
def serve(port: int, address: str) -> None:
    """Serve pages and API, and read the survey in the background."""
    from data.serving import serve as begin

    begin(port, address)


def run() -> None:
    run_command(main)


if __name__ == "__main__":
    run()
