"""Why a reading failed is kept for its operator alone, even where the store can't be written."""

from __future__ import annotations

import pytest

from analysis.errors import NotYet, SurveyError
from data.explanations import Explanation, explain, explanation
from data.releases import Store

NO_ANSWER = SurveyError("Google did not answer.", "Wait.")


def test_the_last_one_is_read_back_from_the_private_folder(tmp_path):
    store = Store(tmp_path / "store")
    assert explanation(store) is None
    explain(store, NO_ANSWER)
    assert explanation(store) == Explanation("Google did not answer.", "Wait.")
    explain(store, NotYet("There are 41 responses.", "Close the survey."))
    assert explanation(store) == Explanation("There are 41 responses.", "Close the survey.")
    assert [file.name for file in store.private.iterdir()] == ["explanation.json"]
    assert store.private.stat().st_mode & 0o077 == 0
    explain(store, None)
    assert explanation(store) is None


def test_of_a_store_that_can_t_be_written_this_process_still_knows(tmp_path):
    (tmp_path / "file").write_text("")
    blocked = Store(tmp_path / "file" / "store")
    with pytest.raises(SurveyError, match="can't be written"):
        explain(blocked, NO_ANSWER)
    assert explanation(blocked) == Explanation("Google did not answer.", "Wait.")
    with pytest.raises(SurveyError, match="can't be written"):
        explain(blocked, None)
    assert explanation(blocked) is None


def test_in_a_store_that_turned_read_only_it_goes_before_what_was_written(tmp_path, monkeypatch):
    store = Store(tmp_path)
    explain(store, NO_ANSWER)

    def refuse(*_, **__):
        raise OSError(30, "Read-only file system")

    with monkeypatch.context() as patched:
        patched.setattr("data.storage.folder.write_atomically", refuse)
        with pytest.raises(SurveyError, match="read-only file system"):
            explain(store, SurveyError("The sheet is empty.", "Share the form."))
    assert explanation(store) == Explanation("The sheet is empty.", "Share the form.")
    explain(store, NO_ANSWER)
    assert explanation(store) == Explanation("Google did not answer.", "Wait.")


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"problem": "x"}', '{"colour": "blue"}'])
def test_of_a_damaged_one_it_is_said_that_it_is_damaged(tmp_path, content):
    store = Store(tmp_path)
    explain(store, NO_ANSWER)
    (store.private / "explanation.json").write_text(content)
    assert explanation(store) == Explanation(
        "The private file explanation.json is damaged: it is not what was kept.",
        "Restore it from a backup of the store.",
    )
