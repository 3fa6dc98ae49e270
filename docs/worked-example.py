# %% [markdown]
# # From a release to a figure: a worked example
#
# How far apart do teams of one and people in teams lie on **isolation**, and is it alike
# everywhere? This page goes from the package of a release to a figure for a paper, with nothing but
# pandas, scipy and matplotlib. Take the package from the Data page (or from
# `/api/releases/<id>/package.zip`) and run `python worked-example.py package.zip`.
#
# ## 1. Open the package and check it
#
# `SHA256SUMS` lists the data files. Its own SHA-256 is the checksum that the citation carries, so
# one number tells whether these are the data somebody cited.

# %%
import hashlib
import json
import sys
import zipfile

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats

package = zipfile.ZipFile(sys.argv[1] if len(sys.argv) > 1 else "package.zip")
for line in package.read("SHA256SUMS").decode().splitlines():
    digest, name = line.split("  ")
    matches = hashlib.sha256(package.read(name)).hexdigest() == digest
    print(f"{name:20} {'as published' if matches else 'NOT as published'}")

about = json.loads(package.read("datapackage.json"))
cited = hashlib.sha256(package.read("SHA256SUMS")).hexdigest()
assert about["checksum"] == f"sha256:{cited}"
print(f"\nRelease {about['release']}, latest wave {about['wave']}")
if about["synthetic"]:
    print("Synthetic demo data: no real person answered.")

# %% [markdown]
# ## 2. Read the tables
#
# CSV can't tell an empty text from none; in these tables an empty `cohort` is everyone and an empty
# `group` is *solo against team*. Reading without pandas' own idea of missing text keeps both.


# %%
def read(table):
    with package.open(f"{table}.csv") as file:
        told = pd.read_csv(file, dtype=str, keep_default_na=False)
    (resource,) = [each for each in about["resources"] if each["name"] == table]
    for field in resource["schema"]["fields"]:
        if field["type"] != "string":
            told[field["name"]] = pd.to_numeric(told[field["name"]])
    return told


counts, estimates, labels = read("counts"), read("estimates"), read("labels")
words = {(row.variable, row.code): row.label for row in labels.itertuples() if not row.within}
solo, team = words["group", "solo"], words["group", "team"]
print(f"{len(estimates):,} estimates of {estimates['cohort'].nunique()} groups of respondents")

# %% [markdown]
# ## 3. The finding over everyone
#
# One row holds the difference (solo minus team) with its 95% interval and the verdict that every
# page of the survey shows too. The verdict takes into account how many comparisons were made.

# %%
INDICATOR = "isolation"


def rows(measure, group="", term=""):
    wanted = (estimates["indicator"] == INDICATOR) & (estimates["measure"] == measure)
    found = estimates[wanted & (estimates["group"] == group) & (estimates["term"] == term)]
    return found.set_index("cohort")


def minus(text):
    return str(text).replace("-", "\u2212")


everyone = rows("mean_difference").loc[""]
for side, called in (("solo", solo), ("team", team)):
    size, mean = rows("n", side).loc[""], rows("mean", side).loc[""]
    print(f"{called:16} {mean.value:g} ({mean.low:g} to {mean.high:g}), n = {size.value:.0f}")
told = f"{everyone.value:g} (95% interval {everyone.low:g} to {everyone.high:g})"
print(f"{'difference':16} {minus(told)}: {everyone.verdict}")

# %% [markdown]
# ## 4. Can it be recomputed?
#
# It can: every derived figure comes from the published (rounded) counts per band and means. To stay
# honest about the rounding, the interval uses the fewest people that the counts stand for, and adds
# the variance of rounding a mean to a step, step² / 12. The standard deviation is published only of
# everyone in groups of 500 and more. Otherwise it is the one that bands and mean allow: in every
# band the same share of its people at the upper end, the rest at the lower, so that their mean is
# the published one.


# %%
def spread(cohort, side, mean):
    published = rows("sd", side)
    if cohort in published.index:
        return published.loc[cohort].value
    here = (counts["cohort"] == cohort) & (counts["indicator"] == INDICATOR)
    bands = counts[here & (counts["group"] == side)]
    people, low, high = (bands[name] for name in ("count", "band_low", "band_high"))
    ends = [(people * end).sum() / people.sum() for end in (low, high)]
    upper = np.clip((mean - ends[0]) / (ends[1] - ends[0]), 0, 1)
    squares = people * ((1 - upper) * (low - mean) ** 2 + upper * (high - mean) ** 2)
    return np.sqrt(squares.sum() / (people.sum() - 1))


def welch(cohort):
    means, parts, sizes = [], [], []
    for side in ("solo", "team"):
        n = rows("n", side).loc[cohort].low
        mean = rows("mean", side).loc[cohort]
        sd = spread(cohort, side, mean.value)
        means.append(mean.value)
        parts.append(sd**2 / n + mean.step**2 / 12)
        sizes.append(n)
    parts, sizes = np.array(parts), np.array(sizes)
    df = parts.sum() ** 2 / (parts**2 / (sizes - 1)).sum()
    reach = stats.t.ppf(0.975, df) * np.sqrt(parts.sum())
    difference = means[0] - means[1]
    return difference, difference - reach, difference + reach


ours = welch("")
print(minus("recomputed: {:.3f} ({:.3f} to {:.3f})".format(*ours)))
print(minus(f"published:  {everyone.value:g} ({everyone.low:g} to {everyone.high:g})"))
print(f"rounded to steps of {everyone.step:g}")
assert np.allclose(ours, everyone[["value", "low", "high"]].astype(float), atol=everyone.step)

# %% [markdown]
# ## 5. The same difference in every segment
#
# Cohorts with one `=` and no `&` are the values of single filters. A segment that is missing is
# hidden to protect people who answered, in it or in another one. That is not zero, and it is not
# filled in here.

# %%
segments = rows("mean_difference").dropna(subset="value")
single = [cohort for cohort in segments.index if "=" in cohort and "&" not in cohort]
known = list(labels.loc[labels["variable"] == "cohort", "code"])
segments = segments.loc[["", *sorted(single, key=known.index)]]
print(f"{len(segments) - 1} segments can be shown.")
for verdict, count in segments["verdict"].iloc[1:].value_counts().items():
    print(f"{verdict}: {count}")

# %% [markdown]
# ## 6. The figure
#
# Points are differences, lines their 95% intervals; a filled point is a verdict of *higher* or
# *lower*, an open one is *about the same* or *too uncertain to call*. Fill says it as well as
# colour would, in print and to every eye. The source line names the release, so that the figure can
# be traced to its data.

# %%
filters = {each["name"]: each["title"] for each in about["filters"]}
plt.rcParams.update({"font.size": 9, "axes.linewidth": 0.6, "svg.fonttype": "path"})
figure, axes = plt.subplots(figsize=(6.3, 0.23 * len(segments) + 1.3), layout="constrained")
height = -np.arange(len(segments), dtype=float)
height[1:] -= 0.6  # everyone stands apart
called = segments["verdict"].isin(["higher", "lower"])
axes.axvline(0, color="0.4", lw=0.8)
axes.axvline(everyone.value, color="#D9662B", lw=0.8, ls=(0, (4, 3)))
axes.hlines(height, segments["low"], segments["high"], color="0.25", lw=1.1)
for filled, colour in ((True, "0.1"), (False, "white")):
    at = (called == filled).to_numpy()
    axes.plot(segments["value"][at], height[at], "o", ms=5, mec="0.1", mfc=colour, mew=1)


def label(cohort):
    name, dimension = words["cohort", cohort], cohort.split("=")[0]
    return f"{filters[dimension]}: {name}" if cohort else name


axes.set_yticks(height, [label(cohort) for cohort in segments.index])
axes.tick_params(axis="y", length=0)
axes.spines[["top", "right", "left"]].set_visible(False)
axes.set_ylim(height[-1] - 0.8, 0.8)
axes.set_title(words["indicator", INDICATOR], loc="left", fontweight="bold")
axes.set_xlabel(f"{solo} minus {team}, points of 100")
source = f"Release {about['release']}, {about['licenses'][0]['title']}"
source += ". Synthetic demo data" if about["synthetic"] else ""
figure.supxlabel(source, fontsize=7, x=0.995, ha="right", color="0.35")
figure.set_label(
    f"Difference in {INDICATOR} between {solo} and {team}, over everyone {everyone.value:g} points "
    f"({everyone.low:g} to {everyone.high:g}), and in {len(segments) - 1} segments."
)
figure.savefig("worked-example.pdf")

# %% [markdown]
# ## 7. What the caption says, and what it can't
#
# The people who answered chose to, and each answered everything at one time: the figure shows what
# goes together in these answers. It does not show what would happen if somebody joined a team, and
# a segment must not be read as a ranking.

# %%
clear = int(called.iloc[1:].sum())
print(
    f"Difference in {INDICATOR} between {solo} and {team} with 95% intervals, over everyone "
    f"(dashed line: {minus(f'{everyone.value:g}')}) and in {len(segments) - 1} segments. Filled: "
    f"told apart from zero after allowing for the number of segments compared ({clear} of "
    f"{len(segments) - 1}). Self-selected respondents; groups hidden to protect people are "
    "left out."
)
print(f"\nData: {about['citation']}")
