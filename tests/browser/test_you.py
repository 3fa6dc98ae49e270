"""Where do I stand? on a phone: the journey, its seconds, its card; and that nothing is kept."""

from __future__ import annotations

import re
import struct
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looks import (
    cut_off,
    faint_texts,
    overlapping_texts,
    small_chart_texts,
    wider_than_the_screen,
)
from tests.browser.reading import TRACEBACK, open_page, seconds_to_chart, settle, text, title
from tests.browser.server import AppServer, command_line
from tests.browser.watching import Watched
from tests.pages import kinds

PHONE = {"width": 360, "height": 740}
NEXT, LAST, CLEAR = "Continue", "Show me where I stand", "Clear my answers"
WORDS_A_MINUTE = 238  # silent reading of English, mean of 190 studies (Brysbaert 2019)
TAPPING = 1.0  # s for each click, beside reading
LONGEST = 85  # s; what is left of 90 is the machine's
PLANTED = "93718"
TOP = "() => document.querySelector('[data-testid=stMain]').scrollTop"
KEPT = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, name])"


def focus(page, awaited):
    """What has the focus after a step: 'title', or the words of a question."""
    if awaited.startswith("Where"):
        expect(title(page)).to_be_focused()
        return "title"
    first = page.get_by_role("radiogroup").first
    if awaited.startswith("Part") and first.count():
        expect(first.get_by_role("radio").first).to_be_focused()
        return "question"
    return ""


class Journey:
    """A visitor on the page: what was clicked, read and waited for."""

    def __init__(self, page, url):
        page.set_viewport_size(PHONE)
        self.page, self.clicks, self.waited, self.words = page, 0, 0.0, 0
        self.tops, self.focused = [], []
        open_page(page, f"{url}/you", chart=False)
        self.scales()[0].wait_for()

    def scales(self):
        return [group for group in self.page.get_by_role("radiogroup").all() if group.is_visible()]

    def say(self, *answers):
        """Reads the scale that is shown and answers it, one word a question."""
        labels = self.page.locator("[data-testid=stForm] [data-testid=stWidgetLabel]")
        read = [*labels.all_inner_texts(), *self.page.locator("h2").all_inner_texts()]
        self.words += sum(len(each.split()) for each in read)
        for group, word in zip(self.scales(), answers, strict=True):
            group.get_by_text(word, exact=True).click()
            self.clicks += 1

    def go(self, label, awaited):
        self.page.get_by_role("button", name=label).click()
        started, self.clicks = time.monotonic(), self.clicks + 1
        self.page.get_by_text(awaited).first.wait_for()
        settle(self.page)
        self.waited += time.monotonic() - started
        self.focused.append(focus(self.page, awaited))
        self.tops.append(self.page.evaluate(TOP))

    def finish(self):
        """The three scales of the demo, answered as somebody on a bad day may answer."""
        self.say("Often", "Sometimes", "Often", "Sometimes", "Always", "Often")
        self.go(NEXT, "Part 2 of 3")
        self.say("Often", "Sometimes", "Always", "Rarely")
        self.go(NEXT, "Part 3 of 3")
        self.say("Rarely", "Never", "Sometimes", "Rarely")
        self.go(LAST, "Where I stand among")
        return self


@pytest.fixture(scope="module", params=["light", "dark"])
def walked(request, browser, contexts, app):
    """The whole journey on a phone, once in each colour scheme; tests only look at its end."""
    with Watched(browser, contexts) as watched:
        journey = Journey(watched.page(PHONE["width"], request.param), app.url)
        journey.words += len(text(journey.page).split("Part 1")[0].split())
        yield journey.finish()


def test_all_three_scales_take_17_clicks_and_less_than_90_seconds(walked):
    """The app's own seconds are told at the end of the run."""
    person = 60 * walked.words / WORDS_A_MINUTE + walked.clicks * TAPPING
    told = f"/you, all after {walked.clicks} clicks; a reader takes {person:.0f} s more"
    seconds_to_chart.append((told, walked.waited))
    assert walked.clicks == 14 + 3
    assert person < LONGEST


def test_every_step_begins_at_the_top_of_the_page(walked):
    assert walked.tops == [0, 0, 0]


def test_after_every_step_the_focus_is_on_the_next_question_and_in_the_end_on_the_title(walked):
    assert walked.focused == ["question", "question", "title"]


def test_the_first_line_says_that_others_said_the_same_before_any_score(walked):
    expect(title(walked.page)).to_contain_text("You are not the only one: about")
    read = text(walked.page)
    above, _, told = read.partition("Synthetic demo data: no real person answered ")
    assert not re.search(r"\d", above)  # who it is about and where one is, and no score
    assert told.startswith("You are not the only one: about ")
    first, card = title(walked.page).bounding_box(), walked.page.locator(".js-plotly-plot").first
    assert first["y"] + first["height"] < PHONE["height"] / 2
    assert first["y"] < card.bounding_box()["y"]
    assert not TRACEBACK.search(read)


def test_the_card_tells_every_scale_in_words_too(walked):
    said = walked.page.get_by_role("figure").first.get_attribute("aria-label")
    for label in ("Burnout", "Isolation", "Praise"):
        assert f"{label}: you are in the part" in said


def test_everything_fits_a_phone_and_can_be_read(walked):
    page = walked.page
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []
    assert small_chart_texts(page) == []
    assert overlapping_texts(page) == []
    assert faint_texts(page) == []


def test_the_card_is_saved_as_an_image_by_the_browser_alone(walked, tmp_path):
    asked = []
    walked.page.on("request", lambda request: asked.append(request.url))
    with walked.page.expect_download() as saving:
        walked.page.get_by_role("link", name="Save this card").click()
    saving.value.save_as(tmp_path / "card.png")
    assert saving.value.suggested_filename == "where-i-stand.png"
    held = (tmp_path / "card.png").read_bytes()
    width, height = struct.unpack(">II", held[16:24])
    assert held.startswith(b"\x89PNG")
    assert width >= 900  # three pixels for one of a phone's
    assert height > width
    picture = Image.open(tmp_path / "card.png").convert("RGB")
    (dots, words), paper = ends_of(walked.page, picture), picture.getpixel((10, 10))
    assert all(picture.getpixel(at) != paper for at in dots)
    assert words > 1000  # pixels of ink where the page has the title's
    assert [url for url in asked if url.startswith("http")] == []


DOTS = """() => { const plot = document.querySelector('.st-key-you-card .js-plotly-plot');
  const corner = plot.getBoundingClientRect(), at = e => e.getBoundingClientRect();
  const place = r => [r.x - corner.x, r.y - corner.y, r.width, r.height].map(each => 3 * each);
  return [[...plot.querySelectorAll('.point')].map(e => place(at(e))),
    place(at(plot.querySelector('.annotation-text')))]; }"""


def ends_of(page, picture):
    """The left edges of all dots of the card, and how much of its title is inked in the image."""
    dots, (x, y, width, height) = page.evaluate(DOTS)
    title = picture.crop((int(x), int(y), int(x + width), int(y + height))).convert("L")
    edges = [(round(left), round(top + high / 2)) for left, top, _, high in dots]
    return edges, sum(title.histogram()[:128])


def test_the_card_tells_both_ends_of_its_scales_and_where_it_comes_from(walked, app):
    told = walked.page.locator(".st-key-you-card .annotation-text").all_text_contents()
    assert told.count("← less") == told.count("more →") == 3
    assert any(f"{app.url.partition('://')[2]}/you" in each for each in told)


def test_share_hands_the_image_to_the_phone_and_shows_an_address_without_answers(walked, app):
    page = walked.page
    page.evaluate("""() => { window.handed = null; navigator.canShare = () => true;
      navigator.share = async offer => { window.handed =
        [offer.files[0].name, offer.files[0].size, offer.text]; }; }""")
    page.get_by_role("button", name="Share").click()
    for _ in range(100):  # the browser's own way to wait needs code from text, which is forbidden
        if page.evaluate("window.handed"):
            break
        page.wait_for_timeout(100)
    name, size, link = page.evaluate("window.handed")
    assert (name, link) == ("where-i-stand.png", f"{app.url}/you")
    assert size > 10_000
    expect(page.get_by_test_id("stCode").first).to_have_text(f"{app.url}/you")


def test_the_first_question_is_on_the_first_screen_after_one_privacy_sentence(visitor, app):
    page = Journey(visitor.page(PHONE["width"]), app.url).page
    assert wider_than_the_screen(page) == []
    assert cut_off(page) == []
    assert faint_texts(page) == []
    privacy = page.get_by_text("are not stored")
    expect(privacy).to_contain_text("Reload or close it, and they are gone.")
    expect(privacy).to_have_count(1)
    first = page.get_by_role("radiogroup").first.bounding_box()
    assert privacy.bounding_box()["y"] < first["y"]
    assert first["y"] + first["height"] < PHONE["height"]


STACKED = """() => [...document.querySelectorAll('[role=radiogroup]')].map(group =>
  [...group.querySelectorAll('label')].map(e => e.getBoundingClientRect().x))"""


@pytest.mark.parametrize("width", [360, 320])
def test_answers_stand_one_below_the_other_and_none_is_wrapped_alone(visitor, app, width):
    page = Journey(visitor.page(PHONE["width"]), app.url).page
    page.set_viewport_size({"width": width, "height": 740})
    asked = page.evaluate(STACKED)
    assert [len(answers) for answers in asked] == [6] * 6  # five answers, and to skip it
    assert all(len(set(answers)) == 1 for answers in asked)


def test_back_goes_one_step_back_and_forward_one_on_with_what_was_answered(visitor, app):
    journey = Journey(visitor.page(PHONE["width"]), app.url)
    page = journey.page
    journey.say("Often", "Sometimes", "Often", "Sometimes", "Always", "Often")
    journey.go(NEXT, "Part 2 of 3")
    journey.say("Often", "Sometimes", "Always", "Rarely")
    journey.go(NEXT, "Part 3 of 3")
    for back, told, given in ((True, 2, 4), (True, 1, 6), (False, 2, 4)):
        (page.go_back if back else page.go_forward)()
        expect(page.get_by_text(f"Part {told} of 3")).to_be_visible()
        settle(page)
        expect(page.get_by_role("radio", checked=True)).to_have_count(given)
    page.get_by_role("button", name="Back").click()
    expect(page.get_by_text("Part 1 of 3")).to_be_visible()


def test_the_menu_closes_when_a_page_is_chosen(visitor, app):
    page = visitor.page(PHONE["width"], new_visitor=True)
    page.set_viewport_size(PHONE)
    open_page(page, app.url)
    menu = page.get_by_test_id("stSidebar")
    for name, told in (("Burnout", "burnout"), ("Praise", "praise")):
        page.get_by_test_id("stExpandSidebarButton").click()
        expect(menu).to_be_in_viewport()
        menu.get_by_role("link", name=name, exact=True).click()
        expect(title(page)).to_contain_text(told)
        expect(menu).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.reload()  # the browser keeps that it was open
    settle(page)
    expect(menu).not_to_be_in_viewport()


def test_the_mark_is_shown_among_other_peers_at_one_tap(walked):
    for peers, told in (("People in teams", "people in teams"), ("All", "everyone who answered")):
        walked.page.get_by_role("radio", name=peers, exact=True).click()
        expect(walked.page.get_by_text(f"of {told} said").first).to_be_visible()
        settle(walked.page)
        assert wider_than_the_screen(walked.page) == []
        assert overlapping_texts(walked.page) == []


# ------------------------------------------------------------------------------- nothing is kept


@pytest.fixture(scope="module")
def small_app(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    here = kinds.survey(folder)
    told = {"SURVEY_SOURCE": here.source, "SURVEY_CODEBOOK": here.codebook}
    command_line("publish", "--close", "--store", str(here.store), **told)
    log = folder / "log"
    with AppServer(log, SURVEY_STORE=here.store, SURVEY_REFRESH_SECONDS=0, **told) as server:
        yield server, here.store


def test_a_planted_answer_is_found_nowhere_but_on_the_page(visitor, small_app):
    """In no address, log, stored file, media file, cookie or storage of the browser."""
    server, store = small_app
    page = visitor.page(PHONE["width"], new_visitor=True)
    addresses, sent, media = [], [], []
    page.on("request", lambda request: addresses.append(request.url))
    page.on("framenavigated", lambda frame: addresses.append(frame.url))
    page.on("websocket", lambda socket: socket.on("framesent", lambda held: sent.append(held)))
    page.on("response", lambda got: media.append(got.body()) if "/media/" in got.url else None)
    journey = Journey(page, server.url)
    journey.say("Always", "Never", "Rarely")
    journey.go(NEXT, "Part 2 of 4")
    page.get_by_role("spinbutton").fill(PLANTED)
    for number in (3, 4):
        journey.go(NEXT, f"Part {number} of 4")
    journey.go(LAST, "Where I stand among")
    assert f"{PLANTED[:-3]}\u202f{PLANTED[-3:]}" in page.locator("table").first.text_content()
    assert any(_as_sent() in held for held in sent if isinstance(held, bytes))  # it did travel
    addresses += [page.url, page.evaluate("() => String(history.length) + location.href")]
    assert not [url for url in addresses if PLANTED in url]
    assert not [url for url in addresses if "?" in url.split("/you")[-1] and "Always" in url]
    assert not [held for held in media if PLANTED.encode() in held]
    assert PLANTED not in server.said()
    assert PLANTED not in page.evaluate(KEPT)
    assert PLANTED not in str(page.context.cookies())
    files = [path for path in store.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if PLANTED.encode() in path.read_bytes()]


def test_a_visitor_who_comes_back_finds_no_answers(visitor, small_app):
    journey = Journey(visitor.page(PHONE["width"]), small_app[0].url)
    journey.say("Always", "Never", "Rarely")
    journey.go(NEXT, "Part 2 of 4")
    journey.page.reload()
    settle(journey.page)
    expect(journey.page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(journey.page.get_by_text("Part 1 of 4")).to_be_visible()
    expect(journey.page.get_by_text("Answers are gone once the page is reloaded")).to_be_visible()


def test_answers_are_cleared_with_one_button(visitor, small_app):
    journey = Journey(visitor.page(PHONE["width"]), small_app[0].url)
    journey.say("Always", "Never", "Rarely")
    for number in (2, 3, 4):
        journey.go(NEXT, f"Part {number} of 4")
    journey.go(LAST, "Where I stand among")
    journey.go(CLEAR, "Part 1 of 4")
    expect(journey.page.get_by_role("radio", checked=True)).to_have_count(0)


def test_the_keyboard_alone_answers_and_saves_the_card(visitor, small_app):
    page = Journey(visitor.page(PHONE["width"]), small_app[0].url).page
    focus = """() => { const e = document.activeElement;
      const role = e.role || (e.tagName === 'INPUT' ? e.type : e.tagName);
      const name = e.innerText || e.ariaLabel || e.closest('label')?.innerText;
      return `${role} ${name}`.toLowerCase(); }"""

    def tab_to(wanted):
        for _ in range(60):
            page.keyboard.press("Tab")
            role, _, name = page.evaluate(focus).partition(" ")
            if role == wanted.partition(" ")[0] and wanted.partition(" ")[2] in name:
                return
        raise AssertionError(f"{wanted} can't be reached with the Tab key")

    for steps in (4, 0, 1):  # always, never, rarely
        tab_to("radio never")
        page.keyboard.press("Space")
        for _ in range(steps):
            page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=radiogroup] label:has(input:checked)")
    expect(chosen).to_have_text(["Always", "Never", "Rarely"])
    for number in (2, 3, 4):
        tab_to("button continue")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Part {number} of 4")).to_be_visible()
        settle(page)
    tab_to("button show me")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Save this card").wait_for()
    settle(page)
    tab_to("a save this card")
    with page.expect_download():
        page.keyboard.press("Enter")


def test_a_reader_who_has_gone_on_keeps_the_focus(visitor, small_app):
    page = Journey(visitor.page(PHONE["width"]), small_app[0].url).page
    page.evaluate("""() => { window.led = []; const focus = HTMLElement.prototype.focus;
      HTMLElement.prototype.focus = function (how) {
        if (this.closest('[data-testid=stForm]')) window.led.push(this.innerText || this.type);
        focus.call(this, how); }; }""")
    page.get_by_role("button", name=NEXT).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Part 2 of 4")).to_be_visible()
    settle(page)
    page.get_by_role("button", name=NEXT).click()
    expect(page.get_by_text("Part 3 of 4")).to_be_visible()
    expect(page.get_by_role("toolbar").get_by_role("button").first).to_be_focused()
    assert page.evaluate("window.led") == ["Writer"]


def _as_sent():
    """The planted number as a widget sends it: in Protocol Buffers' zigzag variable length."""
    left, held = 2 * int(PLANTED), []
    while left:
        held.append(left % 128 + (128 if left >= 128 else 0))
        left //= 128
    return bytes(held)
