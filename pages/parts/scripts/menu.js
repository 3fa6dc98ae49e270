// On a narrow screen the menu covers the page, so it is shut once a page is chosen. Streamlit shuts
// it where the browser says that it is a phone's, and nowhere else.
const NARROW = 768; // px, as Streamlit has it
let shown;

export default function ({ data }) {
  if (data.page === shown) return;
  shown = data.page;
  const menu = document.querySelector("[data-testid=stSidebar]");
  if (window.innerWidth > NARROW || menu?.dataset.collapsed !== "false") return;
  menu.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
}
