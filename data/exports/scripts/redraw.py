"""Reads a release by its address and redraws its findings and one indicator's segments.

    python redraw.py https://where.the.survey.is        (default: http://localhost:8501)

Needs pandas, pyarrow and matplotlib. Writes findings.png, segments.png and redrawn.csv (the numbers
drawn, as published) into the folder --out and prints a line for each finding.
"""

from __future__ import annotations

import argparse
import io
import json
import urllib.request
import zipfile
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")  # draws into files, on any machine

import matplotlib.pyplot as plt
import pandas as pd

RELEASE = "the release's id"
INDICATORS: list[str] = []
FORMULA = r"^'('*[=+@\t\r\n-])"
COLOURS = {"solo": "#D9662B", "team": "#1F4E6E"}


class Release:
    """One release: its counts and estimates, and the words for what is in them."""

    def __init__(self, address: str, release: str) -> None:
        self.root = f"{address.rstrip('/')}/api/releases/{release}"
        self.manifest = json.loads(self.read("manifest.json"))
        self.counts = pd.read_parquet(io.BytesIO(self.read("counts.parquet")))
        self.estimates = pd.read_parquet(io.BytesIO(self.read("estimates.parquet")))
        with zipfile.ZipFile(io.BytesIO(self.read("package.zip"))) as package:
            told = pd.read_csv(package.open("labels.csv"), dtype=str, keep_default_na=False)
        # Text that begins like a formula has an apostrophe before it in CSV files.
        told["label"] = told["label"].str.replace(FORMULA, r"\1", regex=True)
        self.labels = told

    def read(self, file: str) -> bytes:
        with urllib.request.urlopen(f"{self.root}/{file}") as reply:
            return bytes(reply.read())

    def label(self, variable: str, code: str) -> str:
        known = self.labels
        found = known["label"][(known["variable"] == variable) & (known["code"] == code)]
        return str(found.iloc[0]) if len(found) else code

    def figure(self, cohort: str, indicator: str, measure: str, group: str | None) -> pd.Series:
        """The one row that holds a figure: value, low, high, verdict."""
        rows = self.estimates
        ours = rows["group"].isna() if group is None else rows["group"] == group
        about = (rows["cohort"] == cohort) & (rows["indicator"] == indicator) & rows["term"].isna()
        return rows[about & ours & (rows["measure"] == measure)].iloc[0]

    def scale(self, indicator: str) -> tuple[float, float]:
        """The indicator's lowest and highest possible score."""
        bands = self.counts[self.counts["indicator"] == indicator]
        return float(bands["band_low"].min()), float(bands["band_high"].max())

    def segments(self, indicator: str) -> list[str]:
        """Everyone, then every single filter value, where the indicator is shown."""
        rows = self.estimates
        shown = rows[(rows["indicator"] == indicator) & (rows["measure"] == "mean_difference")]
        cohorts = self.labels["code"][self.labels["variable"] == "cohort"]
        single = ~cohorts.str.contains("&")
        return list(cohorts[single & cohorts.isin(shown["cohort"])])


def numbers(release: Release, indicator: str, cohorts: list[str]) -> pd.DataFrame:
    """A row a cohort: both groups' means, their difference with its interval, the verdict."""
    rows = []
    for cohort in cohorts:
        told = release.figure(cohort, indicator, "mean_difference", None)
        means = {side: release.figure(cohort, indicator, "mean", side)["value"] for side in COLOURS}
        rows.append(
            {"indicator": indicator, "cohort": cohort, **means, "difference": told["value"]}
            | {key: told[key] for key in ("low", "high", "verdict", "reason")}
        )
    return pd.DataFrame(rows)


def sentence(release: Release, found: pd.Series) -> str:
    """One finding in words, with its interval."""
    label = release.label("indicator", found["indicator"])
    solo, team = (release.label("group", side) for side in COLOURS)
    if pd.isna(found["difference"]):
        return f"{label}: the difference can't be estimated, because {found['reason']}."
    return (
        f"{label}: {solo} {found['solo']:g}, {team} {found['team']:g}; "
        f"difference {found['difference']:g} "
        f"(95% interval {found['low']:g} to {found['high']:g}): {found['verdict']}."
    )


def draw_findings(release: Release, found: pd.DataFrame) -> plt.Figure:
    """Both groups' averages with their intervals, a panel an indicator."""
    drawn, panels = plt.subplots(len(found), 1, figsize=(7, 1.5 * len(found) + 0.8), squeeze=False)
    for panel, indicator in zip(panels[:, 0], found["indicator"], strict=True):
        for height, side in enumerate(COLOURS):
            mean = release.figure("", indicator, "mean", side)
            panel.plot([mean["low"], mean["high"]], [-height] * 2, color=COLOURS[side], lw=3)
            panel.plot(mean["value"], -height, "o", color=COLOURS[side], ms=9)
        panel.set_yticks([0, -1], [release.label("group", side) for side in COLOURS])
        panel.set(xlim=release.scale(indicator), ylim=(-1.6, 0.6))
        panel.set_title(plain(release.label("indicator", indicator)), loc="left", fontweight="bold")
        panel.spines[["top", "right", "left"]].set_visible(False)
    return signed(release, drawn)


def draw_segments(release: Release, found: pd.DataFrame) -> plt.Figure:
    """The difference with its interval in everyone and in every segment."""
    shown = found.dropna(subset=["difference"]).reset_index(drop=True)
    drawn, axes = plt.subplots(figsize=(7, 0.3 * len(shown) + 1.4))
    axes.axvline(0, color="#5B636B", lw=1)
    axes.hlines(-shown.index, shown["low"], shown["high"], color="#5B636B", lw=2)
    axes.plot(shown["difference"], -shown.index, "o", color="#22282E")
    axes.set_yticks(-shown.index, [segment(release, cohort) for cohort in shown["cohort"]])
    axes.set_title(
        plain(release.label("indicator", found["indicator"].iloc[0])), loc="left", fontweight="bold"
    )
    axes.set_xlabel(
        plain(f"{release.label('group', 'solo')} minus {release.label('group', 'team')}")
    )
    axes.spines[["top", "right", "left"]].set_visible(False)
    return signed(release, drawn)


def segment(release: Release, cohort: str) -> str:
    """What a segment is called: 'industry: Retail'."""
    words = release.label("cohort", cohort)
    return plain(f"{cohort.split('=')[0]}: {words}" if cohort else words)


def plain(text: str) -> str:
    """Text that is no formula to matplotlib."""
    return text.replace("$", r"\$")


def signed(release: Release, drawn: plt.Figure) -> plt.Figure:
    """The figure with its source below."""
    synthetic = ". Synthetic demo data" if release.manifest["synthetic"] else ""
    drawn.supxlabel(f"Release {release.manifest['id']}{synthetic}", fontsize=8, x=0.99, ha="right")
    drawn.tight_layout()
    return drawn


def main() -> None:
    said = argparse.ArgumentParser(description=f"Redraws release {RELEASE}.")
    said.add_argument("address", nargs="?", default="http://localhost:8501")
    said.add_argument("--release", default=RELEASE)
    said.add_argument("--segments-of", metavar="INDICATOR", default=INDICATORS[0])
    said.add_argument("--out", type=Path, default=Path())
    chosen = said.parse_args()
    release = Release(chosen.address, chosen.release)
    findings = pd.concat([numbers(release, indicator, [""]) for indicator in INDICATORS])
    segments = numbers(release, chosen.segments_of, release.segments(chosen.segments_of))
    for _, found in findings.iterrows():
        print(sentence(release, found))
    chosen.out.mkdir(parents=True, exist_ok=True)
    drawn = pd.concat([findings.assign(figure="findings"), segments.assign(figure="segments")])
    drawn.to_csv(chosen.out / "redrawn.csv", index=False)
    draw_findings(release, findings).savefig(chosen.out / "findings.png", dpi=200)
    draw_segments(release, segments).savefig(chosen.out / "segments.png", dpi=200)


if __name__ == "__main__":
    main()
