"""What an eye would notice: text that is cut, faint, small or covered."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

WIDER = """() => [document.scrollingElement, document.querySelector('[data-testid=stMain]')]
  .filter(e => e.scrollWidth > e.clientWidth).map(e => `${e.tagName} is ${e.scrollWidth} wide`)"""

# A table or text whose own box must be scrolled sideways to be read.
CUT = """() => [...document.querySelectorAll('[data-testid=stMain] *')]
  .filter(e => !(e instanceof SVGElement) && e.clientWidth > 0)
  .filter(e => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX))
  .filter(e => e.scrollWidth > e.clientWidth + 1 && e.innerText)
  .map(e => `${e.dataset.testid || e.tagName} shows ${e.clientWidth} of ${e.scrollWidth} px: `
    + e.innerText.slice(0, 60))"""

# Every text outside charts whose contrast (WCAG 2.2) is below 4.5, or 3 where it is large.
FAINT = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const over = (top, under) => { const a = top[3] ?? 1;
    return [0, 1, 2].map(i => top[i] * a + under[i] * (1 - a)); };
  const ground = e => { const layers = [];
    for (let n = e; n; n = n.parentElement)
      layers.unshift(parse(getComputedStyle(n).backgroundColor));
    return layers.filter(c => c.length).reduce((under, c) => over(c, under), [255, 255, 255]); };
  const light = c => { const f = c.map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2]; };
  const found = new Set();
  const walker = document.createTreeWalker(
    document.querySelector('[data-testid=stMain]'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const told = walker.currentNode.data.trim(), e = walker.currentNode.parentElement;
    const style = getComputedStyle(e);
    if (!told || e.closest('svg, [disabled], [aria-disabled=true]')) continue;
    if (!e.checkVisibility() || !e.getClientRects().length) continue;
    const below = ground(e), ink = over(parse(style.color), below);
    const [low, high] = [light(ink), light(below)].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize), bold = style.fontWeight >= 700;
    const wanted = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < wanted) found.add(`${ratio.toFixed(2)}: ${told.slice(0, 60)}`);
  }
  return [...found]; }"""

SMALL = """() => [...document.querySelectorAll('.js-plotly-plot text')]
  .filter(t => t.textContent.trim())
  .map(t => [t.textContent, parseFloat(getComputedStyle(t).fontSize) * t.getCTM().a])
  .filter(([_, size]) => size < 13.9).map(([told, size]) => `${told} ${size.toFixed(1)} px`)"""

# Texts in charts whose boxes share more than a pixel.
COVERED = """() => {
  const texts = [...document.querySelectorAll('.js-plotly-plot .annotation-text')]
    .map(t => [t.textContent, t.getBoundingClientRect()]);
  const shared = (low, high, low2, high2) => Math.min(high, high2) - Math.max(low, low2);
  return texts.flatMap(([a, r], n) => texts.slice(n + 1)
    .filter(([_, s]) => shared(r.left, r.right, s.left, s.right) > 1)
    .filter(([_, s]) => shared(r.top, r.bottom, s.top, s.bottom) > 1)
    .map(([b, _]) => `${a} and ${b}`)); }"""

COLOUR = """([selector, property]) => {
  const told = getComputedStyle(document.querySelector(selector)).getPropertyValue(property);
  return '#' + told.match(/\\d+/g).slice(0, 3)
    .map(n => Number(n).toString(16).padStart(2, '0')).join('').toUpperCase(); }"""


def wider_than_the_screen(page: Page) -> list[str]:
    return _list(page.evaluate(WIDER))


def cut_off(page: Page) -> list[str]:
    return _list(page.evaluate(CUT))


def faint_texts(page: Page) -> list[str]:
    return _list(page.evaluate(FAINT))


def small_chart_texts(page: Page) -> list[str]:
    return _list(page.evaluate(SMALL))


def overlapping_texts(page: Page) -> list[str]:
    return _list(page.evaluate(COVERED))


def colour_of(page: Page, selector: str, css: str) -> str:
    """The colour of the first element that a selector finds, as '#RRGGBB'."""
    return str(page.evaluate(COLOUR, [selector, css]))


def _list(found: Any) -> list[str]:
    return [str(each) for each in found]
