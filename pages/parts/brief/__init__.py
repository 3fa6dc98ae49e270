"""The one-page brief: what it says, how it is set on paper, how it is shown on the page."""
