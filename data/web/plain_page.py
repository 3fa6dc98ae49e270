"""A page of two sentences, for people whom the app itself can't answer."""

from __future__ import annotations

from html import escape

from analysis.errors import SurveyError

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>{again}<style>:root {{ color-scheme: light dark }}
body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 28rem;
padding: 0 1rem }} a {{ color: inherit }}</style></head>
<body><main><h1>{problem}</h1><p>{remedy}</p><p><a href="{there}">{words}</a></p></main></body>
</html>
"""


def plain_page(
    title: str, error: SurveyError, link: tuple[str, str], again: int | None = None
) -> str:
    """The page in HTML, with a link (address, words); it asks again after so many seconds."""
    there, words = link
    return PAGE.format(
        title=escape(title),
        problem=escape(error.problem),
        remedy=escape(error.remedy),
        there=escape(there),
        words=escape(words),
        again=f'<meta http-equiv="refresh" content="{again}">' if again else "",
    )
