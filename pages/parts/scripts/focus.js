// After a step the page is at its top again, and the focus on what comes next: whoever can't see the
// page is led there too. Both stay where the browser puts them when the page is opened.
const PATIENCE = 5000; // ms until what is awaited has been drawn
let shown;

function lead(selector, until) {
  const next = document.querySelector(selector);
  if (next) {
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
    if (next.tabIndex < 0) next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
  } else if (Date.now() < until) {
    window.setTimeout(() => lead(selector, until), 50);
  }
}

export default function ({ data }) {
  const before = shown;
  shown = data.selector;
  if (before !== undefined && before !== shown) lead(shown, Date.now() + PATIENCE);
}
