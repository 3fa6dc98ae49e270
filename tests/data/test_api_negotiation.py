"""What a client may ask beyond the address, as RFC 9110 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.api.negotiation import Span, accepts_gzip, asked_span, has_it

TAG = '"2026-11-22.1-abc"'
SIZES = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        *(("gzip", True), ("GZIP", True), ("x-gzip", True), ("*", True), ("br, gzip", True)),
        *(("gzip;q=0.5", True), ("gzip; q=1.000", True), ("identity;q=0, gzip", True)),
        *(("", False), ("identity", False), ("br", False), ("gzip;q=0", False)),
        *(("gzip;q=0.000", False), ("*;q=0", False), ("gzip;q=0, *", False), ("gzipped", False)),
        *((",,", False), ("gzip;q=", False), ("gzip;q=9", False), ("gzip;level=9", False)),
    ],
)
def test_gzip_is_sent_to_who_asks_for_it(said, wanted):
    assert accepts_gzip(said) is wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        *((TAG, True), (f"W/{TAG}", True), (f'"x", {TAG}', True), (f'"x",W/{TAG} ', True)),
        *(("*", True), (None, False), ("", False), ('"x"', False), (TAG.strip('"'), False)),
    ],
)
def test_who_names_the_tag_has_the_content(said, wanted):
    assert has_it(said, TAG) is wanted


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("bytes=0-0", Span(0, 0)),
        ("bytes=0-99", Span(0, 99)),
        ("bytes=0-", Span(0, 99)),
        ("bytes=90-500", Span(90, 99)),
        ("bytes=-1", Span(99, 99)),
        ("bytes=-100", Span(0, 99)),
        ("bytes=-101", Span(0, 99)),
        ("Bytes = 1 - 2 ", Span(1, 2)),
        ("bytes=100-", Span(100, 99)),  # starts where the file ends: can't be had
        ("bytes=-0", Span(100, 100)),
    ],
)
def test_one_range_of_100_bytes(said, wanted):
    assert asked_span(said, None, TAG, 100) == wanted


@pytest.mark.parametrize(
    "said",
    [
        *(None, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "items=0-1", "bytes=5-4"),
        *("bytes=0-1,5-6", "bytes=0-1;x", "bytes=0x1-2", "bytes=+1-2", "bytes=\u0661-\u0662"),
        f"bytes=0-{'9' * 5000}",
    ],
)
def test_what_is_no_single_range_asks_for_the_whole(said):
    assert asked_span(said, None, TAG, 100) is None


@pytest.mark.parametrize("condition", ['"x"', f"W/{TAG}", "Sun, 22 Nov 2026 12:00:00 GMT", "", "*"])
def test_a_range_of_other_content_is_not_sent(condition):
    assert asked_span("bytes=0-1", condition, TAG, 100) is None
    assert asked_span("bytes=0-1", TAG, TAG, 100) == Span(0, 1)


@given(SIZES, st.integers(0, 12_000), st.integers(0, 12_000))
def test_a_range_is_what_a_slice_is(size, first, length):
    content = bytes(number % 251 for number in range(size))
    span = asked_span(f"bytes={first}-{first + length}", None, TAG, size)
    assert span is not None
    assert (span.first >= size) == (first >= size)
    assert content[span.first : span.last + 1] == content[first : first + length + 1]


@given(SIZES, st.integers(1, 12_000))
def test_a_suffix_is_the_end_of_the_file(size, length):
    span = asked_span(f"bytes=-{length}", None, TAG, size)
    assert span == Span(size - min(length, size), size - 1)


@given(st.text(max_size=60), st.none() | st.text(max_size=20), SIZES)
def test_no_header_however_odd_reaches_beyond_the_file(said, condition, size):
    span = asked_span(f"bytes={said}", condition, TAG, size)
    assert span is None or span.first >= size or 0 <= span.first <= span.last < size
    assert accepts_gzip(said) in (True, False)
    assert has_it(said, TAG) == ("*" in map(str.strip, said.split(",")))
