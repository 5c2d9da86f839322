// The search: what a patient types, looked up in the index that the build has made of the pages (index.py), by MiniSearch.
// Nothing is stored, nothing is sent, and nothing enters the address of the page. All text is set as text.
//
// A classic script and not a module: browsers refuse modules in a page that was opened from a disk.
(() => {
  "use strict";

  /**
   * @typedef {[anchor: string, heading: string, text: string]} Part
   * @typedef {{same: string[][], small: string[], instead: [string, string][], pages: [string, string, string[] | null, Part[]][]}} Index
   * @typedef {{id: number, address: string, title: string, names: string, isOfConcern: boolean, anchor: string, heading: string,
   *   text: string}} Place
   * @typedef {{id: number, score: number, match: Record<string, string[]>}} Hit
   * @typedef {{words: string[], alike: string[][]}} Meaning
   */

  const MOST = 8, MOST_OF_A_PAGE = 3; // results: more than fit on a screen are not read
  const EXCERPT = 160, BEFORE = 60; // characters
  const ROOT = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src);

  const everyone = /** @type {any} */ (globalThis); // what classic scripts have in common
  const index = /** @type {Index} */ (everyone.clinicGuideIndex);
  const places = /** @type {Place[]} */ (index.pages.flatMap(([address, title, names, parts]) => {
    const page = { address, title, names: names?.join(" | ") ?? "", isOfConcern: names !== null };
    return parts.map(([anchor, heading, text]) => ({ ...page, anchor, heading, text }));
  }).map((place, id) => ({ id, ...place })));

  // Words

  const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu;
  /** The same for "Café" and "cafe", "Hori's" and "Horis". @param {string} word */
  const plain = (word) => word.normalize("NFKD").replace(/[\p{M}'’]/gu, "").toLowerCase();
  /** @param {string} text @returns {string[]} */
  const wordsOf = (text) => text.match(WORD) ?? [];
  const meanings = index.same.map((phrases) => phrases.map((phrase) => wordsOf(phrase).map(plain)));
  const small = new Set(index.small.map(plain));
  /** Whether a typed word is this one in another form: "scars", "scarring". @param {string} typed @param {string} word */
  const isFormOf = (typed, word) => typed.startsWith(word) && typed.length - word.length <= 4;

  const engine = new everyone.MiniSearch({
    fields: ["title", "names", "heading", "text"],
    tokenize: wordsOf,
    processTerm: plain,
    searchOptions: { boost: { title: 4, names: 1, heading: 3 } },
  });
  engine.addAll(places);

  /** What was typed as meanings: a word or words that belong together, with others that mean the same. @param {string} typed */
  function meaningsOf(typed) {
    const words = wordsOf(typed).map(plain);
    const found = /** @type {Meaning[]} */ ([]);
    for (let at = 0; at < words.length; at += found[found.length - 1].words.length) found.push(meaningAt(words, at));
    const telling = found.filter(({ words: [word], words: { length } }) => length > 1 || !small.has(word));
    return telling.length ? telling : found;
  }

  /** The longest phrase that begins there. @param {string[]} words @param {number} at @returns {Meaning} */
  function meaningAt(words, at) {
    const begins = (/** @type {string[]} */ phrase) => phrase.every((word, i) => isFormOf(words[at + i] ?? "", word));
    const length = Math.max(1, ...meanings.flat().filter(begins).map((phrase) => phrase.length));
    const alike = meanings.filter((phrases) => phrases.some((phrase) => phrase.length === length && begins(phrase))).flat();
    return { words: words.slice(at, at + length), alike };
  }

  // What is found

  /** Of shorter words only this form is meant: "fee" is not "feel". @param {string} word */
  const isLong = (word) => word.length > 3;

  /** @param {Meaning} meaning */
  const asked = ({ words, alike }) => ({
    combineWith: "OR",
    queries: [
      { combineWith: "AND", queries: words, prefix: true, fuzzy: (/** @type {string} */ word) => (word.length > 4 ? 0.2 : 0) },
      ...alike.map((phrase) => ({ combineWith: "AND", queries: phrase, prefix: isLong, boostTerm: () => 0.5 })),
    ],
  });

  /**
   * The best places first, those of one page together. `isNear`: no place has all that was asked for, and these have some of it.
   * @param {string} typed
   */
  function find(typed) {
    const queries = meaningsOf(typed).map(asked);
    const all = /** @type {Hit[]} */ (queries.length ? engine.search({ combineWith: "AND", queries }) : []);
    const isNear = !all.length && queries.length > 1;
    const hits = isNear ? /** @type {Hit[]} */ (engine.search({ combineWith: "OR", queries })) : all;
    return { isNear, pages: inPages(hits.filter(isOfItself).sort((one, other) => worth(other) - worth(one) || one.id - other.id)) };
  }

  /** @param {Hit[]} hits */
  function inPages(hits) {
    const pages = /** @type {Map<string, Hit[]>} */ (new Map());
    let count = 0;
    for (const hit of hits) {
      const { address } = places[hit.id];
      const ofPage = pages.get(address) ?? [];
      if (count === MOST || ofPage.length === MOST_OF_A_PAGE) continue;
      pages.set(address, [...ofPage, hit]);
      count += 1;
    }
    return [...pages.values()];
  }

  /** @param {Hit} hit @param {string[]} fields */
  const isIn = ({ match }, ...fields) => Object.values(match).flat().some((field) => fields.includes(field));
  /** Whether a part of a page says what was asked for, and not only the title of its page. @param {Hit} hit */
  const isOfItself = (hit) => !places[hit.id].anchor || isIn(hit, "heading", "text");
  /** Who does not name this concern is served better by a page about all of them. @param {Hit} hit */
  const worth = (hit) => hit.score * (places[hit.id].isOfConcern && !isIn(hit, "title") ? 0.6 : 1);

  // What is shown

  /** @param {string} tag @param {Record<string, string>} values @param {(Node | string)[]} inside @returns {any} */
  function make(tag, values, ...inside) {
    const $made = document.createElement(tag);
    for (const [name, value] of Object.entries(values)) $made.setAttribute(name, value);
    $made.append(...inside);
    return $made;
  }

  /** The text with the words marked that were found. @param {string} text @param {Hit} hit @returns {(Node | string)[]} */
  function marked(text, { match }) {
    const pieces = [];
    let end = 0;
    for (const { 0: word, index: at } of text.matchAll(WORD)) {
      if (!Object.hasOwn(match, plain(word))) continue;
      pieces.push(text.slice(end, at), make("mark", {}, word));
      end = at + word.length;
    }
    return [...pieces, text.slice(end)];
  }

  const SENTENCE = /.+?(?:[.?!] (?=[^\p{Ll}(])| · |$)/gu;
  /**
   * Whole sentences from the first that says what was found: half a sentence can say the opposite. Items of a table are told with
   * those before them. @param {string} text @param {Hit} hit
   */
  function excerpt(text, { match }) {
    const sentences = text.match(SENTENCE) ?? [];
    const says = (/** @type {string} */ sentence) => wordsOf(sentence).some((word) => Object.hasOwn(match, plain(word)));
    let first = Math.max(0, sentences.findIndex(says));
    for (let left = BEFORE; first && sentences[first - 1].endsWith(" · ") && (left -= sentences[first - 1].length) >= 0; ) first -= 1;
    let last = first + 1;
    while (last < sentences.length && sentences.slice(first, last + 1).join("").length <= EXCERPT) last += 1;
    const shown = sentences.slice(first, last).join("").replace(/ · $/, "").trim();
    return shown + (last < sentences.length ? " …" : "");
  }

  /** @param {string} address @param {(Node | string)[]} inside */
  const link = (address, ...inside) => make("a", { href: new URL(address, ROOT).href }, ...inside);

  /** One page and its parts. @param {Hit[]} hits */
  function shown(hits) {
    const { address, title } = places[hits[0].id];
    const parts = hits.map((hit) => {
      const { anchor, heading, text } = places[hit.id];
      const name = anchor ? [link(`${address}#${anchor}`, ...marked(heading, hit))] : [];
      return make(anchor ? "li" : "p", {}, ...name, make("span", {}, ...marked(excerpt(text, hit), hit)));
    });
    const [own, below] = [parts.filter((part) => part.localName === "p"), parts.filter((part) => part.localName === "li")];
    return make("li", {}, link(address, title), ...own, ...(below.length ? [make("ul", {}, ...below)] : []));
  }

  function show() {
    const typed = $field.value.trim();
    const { pages, isNear } = find(typed);
    const count = pages.flat().length;
    const instead = typed && !count ? index.instead : [];
    $list.replaceChildren(...pages.map(shown), ...instead.map(([label, address]) => make("li", {}, link(address, label))));
    const results = `${count} ${count === 1 ? "result" : "results"}`;
    if (!typed) $said.textContent = "";
    else if (!count) $said.textContent = `Nothing found for “${typed}”. Try another word${instead.length ? ", or go on here" : ""}.`;
    else $said.textContent = isNear ? `Nothing has all of these words. ${results} with some of them.` : results;
  }

  // The dialog

  const $button = /** @type {HTMLElement} */ (document.querySelector("[data-search]"));
  const $label = make("label", { for: "cg-find" }, "What are you looking for?");
  const typing = { id: "cg-find", autocomplete: "off", autocapitalize: "off", enterkeyhint: "search" };
  const $field = /** @type {HTMLInputElement} */ (make("input", typing));
  const $close = make("button", { type: "button" }, "Close");
  const $said = make("p", { role: "status" });
  const $list = make("ul", {});
  const $form = make("form", { role: "search" }, $label, $field, $close);
  const dialog = { class: "cg-find", "aria-label": "Search", closedby: "any" };
  const $dialog = /** @type {HTMLDialogElement} */ (make("dialog", dialog, $form, $said, $list));
  document.body.append($dialog);

  let waiting = 0;
  function showNow() {
    clearTimeout(waiting);
    show();
  }
  $field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150); // so that a voice that reads along is not cut short at each letter
  });
  $form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    showNow();
    $list.querySelector("a")?.focus();
  });
  $close.addEventListener("click", () => $dialog.close());
  $list.addEventListener("click", (/** @type {Event} */ event) => {
    if (/** @type {Element} */ (event.target).closest("a")) $dialog.close();
  });
  $dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    if (document.activeElement === $field) showNow(); // or the list would change under the hand
    const stops = [$field, ...$list.querySelectorAll("a")];
    stops[stops.indexOf(/** @type {any} */ (document.activeElement)) + step]?.focus();
    event.preventDefault();
  });

  /** Opens the search; the browser gives the focus back to the button when it is closed. */
  everyone.clinicGuideSearch = () => {
    if ($dialog.open) return;
    $button.focus();
    $dialog.showModal();
    $field.select();
  };
})();
