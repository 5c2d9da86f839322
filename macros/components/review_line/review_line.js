// The date of the next review stands in the page. Once it has passed, the page says so and takes the reviewer's name away,
// also if nobody has built the site since. Without script the words above it are still true: they name both dates.
(() => {
  "use strict";
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  for (const $note of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-next-review]"))) {
    if (today <= ($note.dataset.nextReview ?? "")) continue;
    $note.querySelector("[data-while-current]")?.remove();
    for (const $due of /** @type {NodeListOf<HTMLElement>} */ ($note.querySelectorAll("[data-when-due]"))) $due.hidden = false;
    $note.classList.replace("cg-review--good", "cg-review--open");
    document.querySelector("[data-review-data]")?.remove();
  }
})();
