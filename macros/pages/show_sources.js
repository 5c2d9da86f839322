// "Show sources", in previews only: which file and line each number comes from. The page is as patients get it until somebody presses the
// switch. Nothing is stored; the address says that it is on, so that it stays on when a live preview loads the page again, and on the next page.
(() => {
  const MARKED = /\ue000([\ue100-\uf8ff]{2})([^\ue000\ue001]*)\ue001/; // as macros/facts/remembering.py writes them
  const FIRST_DIGIT = 0xe100;
  const DIGITS = 4096;
  const ADDED_LATER = ".cg-review, .cg-estimate__result, .cg-estimate__now, [data-answers]";

  const $found = /** @type {HTMLButtonElement | null} */ (document.querySelector("[data-show-sources]"));
  const $article = document.querySelector("article");
  const script = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  if (!$found || !$article) return;
  const $switch = $found, $page = $article, ROOT = new URL("..", script).href;
  // No text becomes a script or a piece of a page but through this: it comes from the same build (macros/headers/policy.py).
  const same = (/** @type {string} */ text) => text;
  const own = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("show-sources", { createScriptURL: same, createHTML: same });
  const $tip = element("div", "cg-source");
  /** @type {Element | null} the number that the tip is about */
  let $shown = null;
  /** @type {Record<string, string | string[]>} one place where a number stands, or those that it was worked out from */
  let places = {};

  function start() {
    $tip.setAttribute("role", "tooltip");
    $tip.id = "cg-source";
    $tip.hidden = true;
    ($switch.closest(".cg-strip") ?? document.body).append($tip); // inside a landmark, and outside of what the page says
    $switch.hidden = false;
    $switch.addEventListener("click", () => turn(!isOn()));
    document.addEventListener("pointerover", hover);
    document.addEventListener("focusin", ({ target }) => tell(numberIn(target)));
    document.addEventListener("click", click, true);
    document.addEventListener("keydown", press);
    addEventListener("scroll", place, { capture: true, passive: true });
    addEventListener("resize", place);
    addEventListener("show-sources", (event) => mark(/** @type {CustomEvent} */ (event).detail), { once: true });
    if (new URLSearchParams(location.search).has("sources")) turn(true);
  }

  // The switch

  const isOn = () => $switch.getAttribute("aria-pressed") === "true";

  /** @param {boolean} on */
  function turn(on) {
    $switch.setAttribute("aria-pressed", String(on));
    document.documentElement.classList.toggle("cg-show-sources", on);
    document.querySelectorAll("[data-from]").forEach(prepare);
    tell(null);
    if (on && !document.querySelector("[data-sources-of-page]")) load();
    const address = new URL(location.href);
    address.search = on ? "?sources" : "";
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  /** As a script, because a page that was opened from a disk can load nothing else. */
  function load() {
    const $style = document.createElement("link");
    $style.rel = "stylesheet";
    $style.href = script.replace(/js$/, "css");
    const $script = document.createElement("script");
    const address = new URL($switch.dataset.showSources?.replace(/\.html$/, ".js") ?? "", script).href;
    $script.src = own?.createScriptURL(address) ?? address;
    $script.dataset.sourcesOfPage = "";
    document.head.append($style, $script);
  }

  /** A number can be reached by keyboard while the switch is on; inside a link the link is. @param {Element} $number */
  function prepare($number) {
    const isStop = isOn() && !$number.closest("a, button, summary");
    for (const [name, value] of [["tabindex", "0"], ["role", "button"]]) {
      if (isStop) $number.setAttribute(name, value);
      else $number.removeAttribute(name);
    }
  }

  // Marks: the marked page is laid over the one that is shown

  /** @param {{page: string, places: Record<string, string | string[]>}} told */
  function mark(told) {
    places = told.places;
    const $template = document.createElement("template");
    $template.innerHTML = own?.createHTML(told.page) ?? told.page;
    lay(texts($template.content), texts($page, `, ${ADDED_LATER}`));
    for (const $estimate of document.querySelectorAll(".cg-estimate")) follow($estimate, rowsIn($template.content));
  }

  /** The texts below a node, in their order. @param {Node} $root @param {string} without @returns {Text[]} */
  function texts($root, without = "") {
    const walker = document.createTreeWalker($root, NodeFilter.SHOW_TEXT);
    const $texts = [];
    while (walker.nextNode()) {
      const $text = /** @type {Text} */ (walker.currentNode);
      if ($text.data.trim() && !$text.parentElement?.closest(`script, style${without}`)) $texts.push($text);
    }
    return $texts;
  }

  /** The second of three equal texts is the second of three on the other side. Where their numbers differ, none is marked: never a wrong one. @param {Text[]} $marked @param {Text[]} $plain */
  function lay($marked, $plain) {
    const alike = (/** @type {Text[]} */ $texts) => {
      /** @type {Map<string, Text[]>} */
      const groups = new Map();
      for (const $text of $texts) groups.set(plain($text.data), [...(groups.get(plain($text.data)) ?? []), $text]);
      return groups;
    };
    const shown = alike($plain);
    for (const [text, $same] of alike($marked)) {
      const $here = shown.get(text) ?? [];
      if ($here.length === $same.length) $here.forEach(($text, index) => put($text, $same[index].data));
    }
  }

  /** @param {string} text */
  const plain = (text) => text.replace(/\ue000..|\ue001/g, "").split(/\s+/).join(" ").trim();

  /** Elements around the numbers of a text. @param {Text} $text @param {string} marked */
  function put($text, marked) {
    const parts = marked.split(MARKED); // text, digits, number, text, digits, number, text ...
    if (parts.length === 1) return;
    const $parts = [];
    for (let index = 0; index < parts.length; index += 3) {
      $parts.push(parts[index]);
      if (index + 1 < parts.length) $parts.push(number(parts[index + 1], parts[index + 2]));
    }
    $text.replaceWith(...$parts);
  }

  /** @param {string} digits @param {string} text */
  function number(digits, text) {
    const $number = element("span", "", text);
    $number.dataset.from = String([...digits].reduce((sum, digit) => sum * DIGITS + digit.charCodeAt(0) - FIRST_DIGIT, 0));
    prepare($number);
    return $number;
  }

  // The estimate: its result is made of rows, so each text of it is looked for among the rows of its concern and description

  /** @param {DocumentFragment} $marked */
  function rowsIn($marked) {
    return JSON.parse($marked.querySelector(".cg-estimate__data")?.textContent ?? "null");
  }

  /** @param {Element} $estimate @param {any} table */
  function follow($estimate, table) {
    const $result = $estimate.querySelector(".cg-estimate__result");
    if (!$result || !table) return;
    const look = () => $result.querySelectorAll(".cg-result").forEach(($one) => lookUp($estimate, table, $one));
    new MutationObserver(look).observe($result, { childList: true });
    look();
  }

  /** @param {Element} $estimate @param {any} table @param {Element} $one */
  function lookUp($estimate, table, $one) {
    const title = $one.querySelector("h2")?.textContent;
    const id = Object.keys(table.concerns).find((name) => table.concerns[name].name === title);
    const $chosen = /** @type {HTMLInputElement | null} */ ($estimate.querySelector(`[name="description-${id}"]:checked`));
    if (!id || !$chosen) return;
    const rows = Object.entries(table.rows).filter(([key]) => key.startsWith(`${id}|${$chosen.value}|`)).map(([, row]) => row);
    const said = new Map(strings([rows, table.beside[`${id}|${$chosen.value}`], table.concerns[id]]).map((text) => [plain(text), text]));
    for (const $text of texts($one)) put($text, said.get(plain($text.data)) ?? "");
  }

  /** Every text in a value. @param {unknown} value @returns {string[]} */
  const strings = (value) => (typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(strings) : []);

  // The tip

  /** The number that was pointed at, or stands in the link that was reached. @param {EventTarget | null} target */
  function numberIn(target) {
    if (!isOn() || !(target instanceof Element)) return null;
    return target.closest("[data-from]") ?? (target.matches("a, button, summary") ? target.querySelector("[data-from]") : null);
  }

  /** @param {Event} event */
  function hover({ target }) {
    if ($tip.contains(/** @type {Node} */ (target))) return; // to read it, or to copy from it
    tell(numberIn(target) ?? numberIn(document.activeElement));
  }

  /** @param {MouseEvent} event */
  function click({ target }) {
    if (!(target instanceof Element) || $tip.contains(target)) return;
    tell(numberIn(target));
    const $link = /** @type {HTMLAnchorElement | null} */ (target.closest("a[href]"));
    if (isOn() && $link && $link.href.startsWith(ROOT)) $link.search = "?sources";
  }

  /** @param {KeyboardEvent} event */
  function press(event) {
    const $number = document.activeElement;
    if (event.key === "Escape") tell(null);
    if (!["Enter", " "].includes(event.key) || !$number?.matches("[data-from]")) return;
    event.preventDefault();
    tell($shown ? null : $number);
  }

  /** Say where a number comes from; of none, nothing. @param {Element | null} $number */
  function tell($number) {
    if ($number === $shown) return;
    $shown?.removeAttribute("aria-describedby");
    $shown = $number;
    $tip.hidden = !$number;
    if (!$number) return;
    const from = places[$number.getAttribute("data-from") ?? ""];
    const lines = [...new Set([from].flat().map((one) => one.replace(/:\d+$/, "")))]; // the column is for programs
    const how = Array.isArray(from) ? [element("span", "", "Worked out from")] : [];
    $tip.replaceChildren(...how, ...lines.map((line) => element("code", "", line)));
    $number.setAttribute("aria-describedby", $tip.id);
    place();
  }

  /** Below the number, or above it where there is no room; always inside the window. */
  function place() {
    if (!$shown) return;
    const { left, top, bottom } = $shown.getBoundingClientRect();
    const { width, height } = $tip.getBoundingClientRect();
    $tip.style.left = `${Math.max(8, Math.min(left, document.documentElement.clientWidth - width - 8))}px`;
    $tip.style.top = `${bottom + height > innerHeight ? Math.max(0, top - height) : bottom}px`;
  }

  /** @param {string} tag @param {string} name @param {string} [text] */
  function element(tag, name, text = "") {
    const $element = document.createElement(tag);
    if (name) $element.className = name;
    $element.textContent = text;
    return $element;
  }

  start();
})();
