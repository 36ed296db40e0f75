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

// A page about long work looks again by itself; what has the focus stays where it is.
const WORK = "[data-work]";

async function lookAgain() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.redirected || !next.querySelector(WORK)) return location.assign(answer.url);
    for (const id of ["doing", "bar", "so-far"]) {
      const [old, now] = [document.getElementById(id), next.getElementById(id)];
      if (old && now && old.innerHTML !== now.innerHTML) old.replaceChildren(...now.childNodes);
    }
  }
  return setTimeout(lookAgain, 3000);
}

if (document.querySelector(WORK)) setTimeout(lookAgain, 3000);
