// Starts the design system's own behaviour, and lets a keyboard reach what scrolls sideways.
import { initAll } from "../vendor/nhsuk/nhsuk-frontend.min.js";

initAll();

const scrollers = [...document.querySelectorAll("[data-wide]")];

function reach(box) {
  if (box.scrollWidth > box.clientWidth) box.setAttribute("tabindex", "0");
  else box.removeAttribute("tabindex");
}

const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => reach(target)));
scrollers.forEach((box) => watcher.observe(box));

document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
