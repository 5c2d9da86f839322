// The page's side of a live preview: loads the page again when it changed, and shows what is wrong above it. STYLE comes with it.
const script = document.currentScript;
const PLACE = "clinic-guide-preview"; // where the reader was, and what was hidden, for the time of this tab
const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? "{}");

function keep(more) {
  Object.assign(kept, more);
  sessionStorage.setItem(PLACE, JSON.stringify(kept));
}

// --- the page loads again, and stays where it was

function loadAgain() {
  keep({ path: location.pathname, top: scrollY, left: scrollX });
  location.reload();
}

function stay() {
  if (kept.path !== location.pathname) return;
  history.scrollRestoration = "manual";
  const { left, top } = kept;
  const scroll = () => scrollTo({ left, top, behavior: "instant" });
  scroll();
  const reached = scrollY;
  addEventListener("load", () => {
    if (scrollY === reached) scroll(); // pictures made the page longer; whoever scrolled meanwhile stays there
    history.scrollRestoration = "auto";
  }, { once: true });
  keep({ path: null });
}

// --- what is shown

function make(name, className, ...content) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content); // strings become text, never markup
  return element;
}

const host = make("clinic-guide-preview");
const root = host.attachShadow({ mode: "open" });
const dialog = make("dialog");
const title = make("h1");
const note = make("p", "note");
const list = make("ol");
const hide = make("button", "hide", "Hide");
const corner = make("button", "corner");
title.id = "title";
list.tabIndex = 0; // so that the keyboard scrolls it
list.setAttribute("aria-label", "Problems");
dialog.setAttribute("aria-labelledby", "title");
dialog.append(make("div", "head", title, hide), note, list);
corner.hidden = true;
corner.type = hide.type = "button";
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE); // the policy of the page lets no script write a style element
root.adoptedStyleSheets = [sheet];
root.append(dialog, corner);
document.documentElement.append(host);

function counted(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function source({ line, source: [before, part, after] }) {
  const caret = make("span", "caret", "^".repeat(200));
  caret.ariaHidden = "true";
  return make("pre", "", make("span", "line", String(line)), before, make("mark", "", part || "\u00a0", caret), after);
}

function item(problem) {
  const shown = make("li", problem.severity);
  if (problem.severity === "warning") shown.append(make("span", "sort", "Worth a look"));
  shown.append(make("code", "place", problem.place), make("p", "says", problem.says));
  if (problem.source) {
    const line = source(problem);
    line.tabIndex = 0;
    line.setAttribute("role", "group");
    line.setAttribute("aria-label", `Line ${problem.line}`);
    shown.append(line);
  }
  return shown;
}

let newest = "";

function show(problems) {
  newest = JSON.stringify(problems);
  const errors = problems.filter((problem) => problem.severity === "error");
  const warnings = problems.filter((problem) => problem.severity !== "error");
  const heading = [errors.length && counted(errors.length, "problem"), warnings.length && counted(warnings.length, "warning")];
  title.textContent = heading.filter(Boolean).join(" and ");
  note.textContent = errors.length
    ? "Below is the newest page that could be made. Correct this and save: the preview follows by itself."
    : "Nothing is stopped by this. Look at it when you have time.";
  list.replaceChildren(...[...errors, ...warnings].map(item));
  corner.textContent = title.textContent;
  corner.className = errors.length ? "corner error" : "corner";
  if (errors.length && kept.hidden !== newest) open();
  else close();
}

function open() {
  corner.hidden = true;
  if (!dialog.open) dialog.showModal(); // the browser takes care of focus, of Escape, and of what lies below
  list.scrollTop = 0;
  bringIntoView();
}

function bringIntoView() { // the exact part of each line, where the line is longer than the window is wide
  for (const mark of list.querySelectorAll("mark")) {
    const line = mark.parentElement;
    if (mark.offsetLeft + mark.offsetWidth > line.clientWidth) line.scrollLeft = mark.offsetLeft - line.clientWidth / 3;
  }
}

function close() {
  if (dialog.open) dialog.close();
  corner.hidden = !list.childElementCount;
}

hide.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => {
  if (list.childElementCount) keep({ hidden: newest });
  corner.hidden = !list.childElementCount;
});
corner.addEventListener("click", open);
addEventListener("resize", bringIntoView);

// --- the news

let news;

function told({ stamp, is_checking, problems }) {
  if (stamp !== script.dataset.stamp) return loadAgain();
  const isSilent = is_checking && !problems.length; // more may come: what is shown stays till then
  if (!isSilent && JSON.stringify(problems) !== newest) show(problems);
}

function listen() {
  news?.close();
  if (document.hidden) return; // a browser holds six lines to a server, and a hidden tab needs none
  news = new EventSource(`/_preview/news?of=${encodeURIComponent(script.dataset.of)}`);
  news.onmessage = (message) => told(JSON.parse(message.data));
}

document.addEventListener("visibilitychange", listen);
addEventListener("pagehide", () => news?.close());
stay();
listen();
