"""Privacy ledger: what is promised, what is hidden, what the audit looks for, its limits."""

from __future__ import annotations

import streamlit as st

from analysis.promise import promise
from analysis.sentences import privacy as say
from pages.parts import current, labels, show
from pages.parts.words import safe

st.title(labels.PRIVACY_TITLE, anchor=False)
release = current.release()
if release is None:
    st.stop()
manifest, k = release.manifest, int(release.manifest.policy["k"])

st.info(safe(promise(release.codebook, k)), icon=":material/lock:")
st.header(labels.WHAT_IS_HIDDEN, anchor=False)
groups, sizes = zip(*say.became(manifest), strict=True)
show.table({labels.GROUPS_OF_PEOPLE: list(groups), labels.HOW_MANY: list(sizes)})
st.write(safe(say.audited(manifest)))
show.fine(labels.AUDIT_COMMAND.format(release=manifest.id))

st.header(labels.AS_AN_EXAMPLE, anchor=False)
for step in say.example(release.codebook, k):
    st.write(safe(step))

st.header(labels.LIMITS, anchor=False)
for limit in say.limits(manifest):
    st.write(safe(limit))

st.header(labels.RULES_IN_FORCE, anchor=False)
for rule in say.rules(manifest):
    st.write(safe(rule))

st.header(labels.RELEASE_HISTORY, anchor=False)
st.table(say.history(list(current.listed())), border="horizontal", hide_index=True)
