// After a step the page is at its top again, and the focus on what comes next: whoever can't see the
// page is led there too. Both stay where the browser puts them when the page is opened,
// and where the reader has gone on meanwhile: the focus is led only while the step is the last thing
// the reader did.
const PATIENCE = 5000; // ms until what is awaited has been drawn
const STEPPING = ["Enter", " ", "pointer"];
let shown;
let last; // what the reader did last: a key's name, or "pointer"

document.addEventListener("keydown", (event) => (last = event.key), true);
document.addEventListener("pointerdown", () => (last = "pointer"), true);

function lead(selector, until) {
  if (!STEPPING.includes(last)) return;
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
