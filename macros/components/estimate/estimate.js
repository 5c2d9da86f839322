// The session estimate: looks rows up in the table that the page carries, and shows their finished sentences.
// No medical rule is here. The rows are worked out by macros/estimate and are what a doctor signs; for several concerns this
// script takes the larger of each bound, as the rule says. Nothing is stored, nothing is sent, and nothing enters the address
// of the page unless the patient asks for a link.
//
// A classic script and not a module: browsers refuse modules in a page that was opened from a disk.
(() => {
  "use strict";

  /**
   * @typedef {{sessions?: [number, number], whole?: [number, number], weeks?: [number, number | null], headline: string, points_to?: string,
   *   gap?: string, says: string[], sources: number[], lanes?: {name: string, weeks: number[]}[]}} Row
   * @typedef {{name: string, said_as: string, page: string, why: string, maintenance: string[], not_known: string[]}} Concern
   * @typedef {{sessions: Record<string, string>, weeks: Record<string, string>, sentence: string, sentence_without_gap: string,
   *   without: string}} Together
   * @typedef {{questions: string[], clinic: [number, number], most: number, rows: Record<string, Row>, concerns: Record<string, Concern>,
   *   beside: Record<string, string[]>, together: Together}} Table
   * @typedef {{concern: Concern, row: Row, beside: string[], description: string, review: string}} Found
   */

  const LONGEST_LINK = 2000; // characters; a real one has under 400
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 24 * 60 * 60 * 1000;

  /** @param {HTMLElement} $root */
  function start($root) {
    const $form = /** @type {HTMLFormElement} */ (find($root, ".cg-estimate__form"));
    const table = /** @type {Table} */ (JSON.parse(find($root, ".cg-estimate__data").textContent ?? ""));
    const page = { $root, $form, table };
    $form.addEventListener("change", (event) => {
      keepNoneAlone($form, /** @type {HTMLInputElement} */ (event.target));
      show(page);
    });
    $form.addEventListener("input", (event) => filterConcerns($form, /** @type {HTMLInputElement} */ (event.target)));
    $form.addEventListener("submit", (event) => event.preventDefault());
    // The browser empties the fields after this event, so wait until it has.
    $form.addEventListener("reset", () => setTimeout(() => { forgetLink(); filterConcerns($form, null); show(page); }));
    find($root, "[data-print]").addEventListener("click", () => printSheet(page));
    find($root, "[data-copy]").addEventListener("click", () => copyLink(page));
    addEventListener("hashchange", () => restore(page));
    for (const $part of $root.querySelectorAll("[data-with-script]")) /** @type {HTMLElement} */ ($part).hidden = false;
    restore(page);
  }

  /** @param {ParentNode} $root @param {string} selector */
  function find($root, selector) {
    const $found = /** @type {HTMLElement | null} */ ($root.querySelector(selector));
    if (!$found) throw new Error(`estimate: ${selector} is missing from the page`);
    return $found;
  }

  // What was answered

  /** @param {HTMLFormElement} $form @param {string} name @returns {HTMLInputElement[]} */
  const checked = ($form, name) => /** @type {HTMLInputElement[]} */ ([...$form.querySelectorAll(`[name="${name}"]:checked`)]);
  /** @param {HTMLFormElement} $form @param {string} name */
  const answer = ($form, name) => checked($form, name)[0]?.value;
  /** @param {HTMLFormElement} $form */
  const stops = ($form) => checked($form, "caution").filter(($box) => $box.dataset.stop === "yes");

  /** "None of these" and any caution exclude each other. @param {HTMLFormElement} $form @param {HTMLInputElement} $changed */
  function keepNoneAlone($form, $changed) {
    if ($changed.name !== "caution" || !$changed.checked) return;
    for (const $box of checked($form, "caution")) {
      if ($box !== $changed && ($box.value === "none" || $changed.value === "none")) $box.checked = false;
    }
  }

  /** As somebody types it on a phone: no accents, hyphens or capitals. @param {string} text */
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}+/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();

  /** Hide the concerns that do not match what was typed; a chosen one always stays. @param {HTMLFormElement} $form @param {HTMLInputElement | null} $typed */
  function filterConcerns($form, $typed) {
    if ($typed && !$typed.matches("[data-filter]")) return;
    const words = plain($typed?.value ?? "");
    for (const $choice of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-words]"))) {
      $choice.hidden = !plain($choice.dataset.words ?? "").includes(words) && !find($choice, "input").matches(":checked");
    }
    const $none = /** @type {HTMLElement | null} */ ($form.querySelector("[data-no-match]"));
    if ($none) $none.hidden = Boolean($form.querySelector("[data-words]:not([hidden])"));
  }

  /** The first question that still needs an answer. @param {{$form: HTMLFormElement, table: Table}} page @returns {HTMLElement | null} */
  function firstOpen({ $form, table }) {
    const concerns = checked($form, "concern");
    const names = [...concerns.map(({ value }) => `description-${value}`), ...table.questions.map((name) => `question-${name}`), "caution"];
    const open = concerns.length ? names.find((name) => !answer($form, name)) : "concern";
    return open ? find($form, `[name="${open}"]`).closest("fieldset") : null;
  }

  /** @param {Page} page @returns {Found[]} */
  function lookUp({ $root, $form, table }) {
    const options = table.questions.map((question) => answer($form, `question-${question}`));
    return checked($form, "concern").map(({ value }) => {
      const description = answer($form, `description-${value}`);
      const row = table.rows[[value, description, ...options].join("|")];
      const $chosen = checked($form, `description-${value}`)[0];
      return { concern: table.concerns[value], row, beside: table.beside[`${value}|${description}`], description: nameOf($chosen), review: reviewOf($root, value) };
    });
  }

  /** How the review of a concern's answers stands: said by the page, not by the rows, because signing changes no row. @param {HTMLElement} $root @param {string} concern */
  function reviewOf($root, concern) {
    const $said = /** @type {HTMLTemplateElement | null} */ ($root.querySelector("template[data-reviews]"));
    return $said?.content.querySelector(`[data-review-of="${concern}"]`)?.textContent?.trim() ?? "";
  }

  // What is shown

  /** @typedef {{$root: HTMLElement, $form: HTMLFormElement, table: Table}} Page */

  /** @param {Page} page */
  function show(page) {
    const { $root, $form } = page;
    const chosen = checked($form, "concern").map(({ value }) => value);
    for (const $set of /** @type {NodeListOf<HTMLElement>} */ ($form.querySelectorAll("[data-descriptions-of]"))) {
      $set.hidden = !chosen.includes($set.dataset.descriptionsOf ?? "");
    }
    const $open = firstOpen(page);
    const stopped = stops($form);
    const found = !stopped.length && !$open ? lookUp(page) : [];
    find($root, ".cg-estimate__result").replaceChildren(...(stopped.length ? [stop(page, stopped)] : results(page, found)));
    find($root, "[data-tools]").hidden = !found.length && !stopped.length;
    find($root, "[data-link-shown]").hidden = true; // a link that was shown before is older than these answers
    say(page, $open, stopped, found);
  }

  /** One short line that is read out when it changes, and leads to what comes next. @param {Page} page @param {HTMLElement | null} $open @param {HTMLElement[]} stopped @param {Found[]} found */
  function say({ $root, table }, $open, stopped, found) {
    const $line = find($root, ".cg-estimate__now");
    const $status = find($line, "[role=status]");
    const text = stopped.length ? $line.dataset.stopped : $open ? `${$line.dataset.next} ${legend($open)}` : inShort(found, table, $line.dataset);
    if ($status.textContent !== text) $status.textContent = text ?? "";
    const $link = find($line, "a");
    $link.hidden = Boolean($open) && !stopped.length;
  }

  /** @param {Found[]} found @param {Table} table @param {DOMStringMap} words */
  function inShort(found, table, words) {
    if (found.length !== 1) return jointPlan(found, table.together).join(" ");
    const [{ concern, row }] = found;
    const points = row.points_to ? ` ${words.points} ${row.points_to}.` : "";
    return `${concern.name}: ${row.headline}${row.gap ? `, ${row.gap} ${words.apart}` : ""}.${points}`;
  }
  /** @param {HTMLElement} $set */
  const legend = ($set) => find($set, "legend").textContent ?? "";
  /** @param {HTMLInputElement | undefined} $box */
  const nameOf = ($box) => $box?.labels?.[0].querySelector("strong, span")?.textContent ?? $box?.labels?.[0].textContent ?? "";

  /** @param {Page} page @param {HTMLInputElement[]} stopped */
  function stop({ $root }, stopped) {
    const said = stopped.flatMap(($box) => [$box.dataset.why ?? "", $box.dataset.do ?? ""]);
    return filled($root, "stop", { said });
  }

  /** @param {Page} page @param {Found[]} found */
  function results(page, found) {
    if (!found.length) return [];
    const joint = found.length > 1 ? [filled(page.$root, "together", { said: jointPlan(found, page.table.together) })] : [];
    return [...joint, ...found.map((one) => oneConcern(page, one)), filled(page.$root, "last", { notes: notes(page.$form) })];
  }

  /** @param {Page} page @param {Found} found */
  function oneConcern({ $root, $form, table }, { concern, row, beside, description, review }) {
    const first = /** @type {HTMLInputElement} */ (find($form, '[name="first-date"]')).value;
    return filled($root, "one", {
      ...row, ...concern, beside, description, review,
      sources: row.sources.map((number) => link(`#source-${number}`, `[${number}]`)),
      bar: row.whole && [rangeBar(row, table)],
      timeline: row.lanes && [timeline(row.lanes, first)],
      lanes: row.lanes?.map((lane) => [...new Set(lane.weeks.map((week) => when(week, first)))].join(", ")).map((text, index) => `${row.lanes?.[index].name}: ${text}`),
    }, { page: concern.page });
  }

  /** The larger of each bound; the words for every pair of bounds came with the rows. @param {Found[]} found @param {Together} words */
  function jointPlan(found, words) {
    const spans = found.flatMap(({ row }) => (row.sessions ? [row.sessions] : []));
    const gaps = found.flatMap(({ row }) => (row.weeks ? [row.weeks] : []));
    const without = found.filter(({ row }) => !row.sessions).map(({ concern }) => concern.said_as);
    const said = [];
    if (spans.length > 1) {
      const known = gaps.length === spans.length; // or one concern's gap would be said of all
      const values = { sessions: words.sessions[larger(spans)], gap: known ? words.weeks[larger(gaps)] : "" };
      said.push(fill(known ? words.sentence : words.sentence_without_gap, values));
    }
    if (without.length) said.push(fill(words.without, { concerns: without.join(", ") }));
    return said;
  }

  /** @param {[number, number | null][]} spans */
  function larger(spans) {
    const highs = spans.map(([, high]) => high ?? Infinity);
    const high = Math.max(...highs);
    return `${Math.max(...spans.map(([low]) => low))}-${high === Infinity ? "" : high}`;
  }

  /** @param {string} sentence @param {Record<string, string>} values */
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (slot, name) => values[name] ?? slot);

  /** @param {HTMLFormElement} $form */
  function notes($form) {
    const noted = /** @type {HTMLElement[]} */ ([...$form.querySelectorAll("[data-note]:checked")]).map(($box) => $box.dataset.note ?? "");
    const told = checked($form, "caution").filter(({ value }) => value !== "none").map(($box) => `${$box.dataset.why} ${$box.dataset.do}`);
    return [...noted, ...told];
  }

  /**
   * A copy of one of the page's templates with its slots filled. A slot without a value goes, and so does what needs it.
   * @param {HTMLElement} $root @param {string} part @param {Record<string, unknown>} values @param {Record<string, string>} [links]
   */
  function filled($root, part, values, links = {}) {
    const $template = /** @type {HTMLTemplateElement} */ (find($root, `template[data-part="${part}"]`));
    const $copy = /** @type {HTMLElement} */ ($template.content.cloneNode(true)).firstElementChild;
    if (!$copy) throw new Error(`estimate: the template ${part} is empty`);
    const has = (/** @type {string} */ name) => (Array.isArray(values[name]) ? values[name].length : values[name]);
    for (const $part of $copy.querySelectorAll("[data-needs]")) if (!has($part.getAttribute("data-needs") ?? "")) $part.remove();
    for (const $slot of $copy.querySelectorAll("[data-slot]")) {
      const value = /** @type {string | (string | Node)[] | undefined} */ (values[$slot.getAttribute("data-slot") ?? ""]);
      if (!value) $slot.remove();
      else if (typeof value === "string") $slot.textContent = value;
      else $slot.append(...value.map((one) => (typeof one === "string" ? element($slot.tagName === "UL" ? "li" : "p", one) : one)));
    }
    for (const $link of $copy.querySelectorAll("[data-link]")) $link.setAttribute("href", links[$link.getAttribute("data-link") ?? ""]);
    return $copy;
  }

  /** @param {string} tag @param {string} text */
  function element(tag, text) {
    const $element = document.createElement(tag);
    $element.textContent = text;
    return $element;
  }

  /** @param {string} href @param {string} text */
  function link(href, text) {
    const $link = /** @type {HTMLAnchorElement} */ (element("a", text));
    $link.href = href;
    $link.className = "cg-cite";
    return $link;
  }

  // Pictures: everything in them is also said in words beside them

  /** @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
  function svg(name, attributes, ...children) {
    const $element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) $element.setAttribute(key, String(value));
    $element.append(...children);
    return $element;
  }

  /** The cited range, the part that the answers point to, and the clinic's plan, on one line of sessions. @param {Row} row @param {Table} table */
  function rangeBar(row, table) {
    const x = (/** @type {number} */ count) => 10 + (count / table.most) * 320;
    const bar = (/** @type {[number, number]} */ [low, high], /** @type {number} */ y, /** @type {string} */ kind) =>
      svg("rect", { class: `cg-bar__${kind}`, x: x(low) - 5, width: x(high) - x(low) + 10, y, height: 10, rx: 5 });
    const ticks = [1, ...Array.from({ length: Math.floor(table.most / 2) }, (_, index) => 2 * (index + 1))];
    return svg("svg", { viewBox: "0 0 340 62", class: "cg-bar", "aria-hidden": "true", focusable: "false" },
      ...ticks.map((count) => svg("text", { class: "cg-bar__tick", x: x(count), y: 58, "text-anchor": "middle" }, String(count))),
      bar(row.whole ?? [0, 0], 6, "whole"), bar(row.sessions ?? [0, 0], 6, "part"), bar(table.clinic, 26, "clinic"));
  }

  /** @param {{name: string, weeks: number[]}[]} lanes @param {string} first the date of the first session, if the patient gave one */
  function timeline(lanes, first) {
    const last = Math.max(...lanes.map(({ weeks }) => weeks[weeks.length - 1]), 1);
    const x = (/** @type {number} */ week) => 16 + (week / last) * 300;
    const drawn = lanes.flatMap(({ weeks }, index) => [
      svg("line", { class: "cg-timeline__lane", x1: x(0), x2: x(weeks[weeks.length - 1]), y1: 14 + index * 28, y2: 14 + index * 28 }),
      ...weeks.map((week) => svg("circle", { class: "cg-timeline__session", cx: x(week), cy: 14 + index * 28, r: 6 })),
    ]);
    const y = 14 + lanes.length * 28;
    const ends = [[0, "start"], [last, "end"]].map(([week, anchor]) =>
      svg("text", { class: "cg-timeline__tick", x: Number(week) ? 324 : 8, y, "text-anchor": anchor }, when(Number(week), first)));
    return svg("svg", { viewBox: `0 0 332 ${y + 6}`, class: "cg-timeline__picture", "aria-hidden": "true", focusable: "false" }, ...drawn, ...ends);
  }

  /** A week as a month, if the patient gave a first date. @param {number} week @param {string} first */
  function when(week, first) {
    const begin = first ? Date.parse(`${first}T12:00:00Z`) : NaN;
    if (Number.isNaN(begin)) return `week ${week}`;
    const date = new Date(begin + week * 7 * DAY);
    return new Intl.DateTimeFormat(document.documentElement.lang || "en", { month: "short", year: "numeric", timeZone: "UTC" }).format(date);
  }

  // On paper, and as a link: only when the patient asks

  /** @param {Page} page */
  function printSheet({ $root, $form }) {
    const $list = find($root, "[data-answers]");
    $list.replaceChildren(...said($form).map((text) => element("li", text)));
    document.documentElement.classList.add("cg-print-sheet");
    addEventListener("afterprint", () => document.documentElement.classList.remove("cg-print-sheet"), { once: true });
    print();
  }

  /** Each answer as "question: answer". @param {HTMLFormElement} $form */
  function said($form) {
    return [...$form.querySelectorAll("fieldset:not([hidden])")].flatMap(($set) => {
      const names = /** @type {HTMLInputElement[]} */ ([...$set.querySelectorAll(":checked")]).map(nameOf);
      const $date = /** @type {HTMLInputElement | null} */ ($set.querySelector("[type=date]"));
      if ($date?.value) names.push($date.value);
      return names.length ? [`${legend(/** @type {HTMLElement} */ ($set))} ${names.join(", ")}`] : [];
    });
  }

  /** @param {Page} page */
  function copyLink({ $root, $form }) {
    // Not FormData: it holds the description of a concern that was taken back, because its hidden field is still filled.
    const $answers = /** @type {NodeListOf<HTMLInputElement>} */ ($form.querySelectorAll('fieldset:not([hidden]) :checked, [name="first-date"]'));
    const pairs = [...$answers].filter(({ value }) => value).map(({ name, value }) => [name, value]);
    const address = `${location.href.split("#")[0]}#${new URLSearchParams([["estimate", "1"], ...pairs])}`;
    const $field = /** @type {HTMLInputElement} */ (find($root, "[data-link-field]"));
    $field.value = address;
    find($root, "[data-link-shown]").hidden = false;
    $field.select();
    navigator.clipboard?.writeText(address).catch(() => {}); // refused or missing: the field is selected and can be copied by hand
  }

  /** Answers from such a link. Whatever is not an answer of this form is passed over. @param {Page} page */
  function restore(page) {
    const hash = location.hash.slice(1, LONGEST_LINK);
    if (hash.startsWith("estimate=1")) {
      const wanted = new Set([...new URLSearchParams(hash)].map(([name, value]) => `${name}=${value}`));
      for (const $box of /** @type {NodeListOf<HTMLInputElement>} */ (page.$form.querySelectorAll("[type=checkbox], [type=radio]"))) {
        $box.checked = wanted.has(`${$box.name}=${$box.value}`);
      }
      const date = new URLSearchParams(hash).get("first-date") ?? "";
      if (/^\d{4}-\d\d-\d\d$/.test(date)) /** @type {HTMLInputElement} */ (find(page.$form, '[name="first-date"]')).value = date;
      forgetLink(); // or going back would bring the link's answers again
    }
    show(page);
  }

  function forgetLink() {
    if (location.hash.startsWith("#estimate")) history.replaceState(null, "", location.href.split("#")[0]);
  }

  for (const $root of document.querySelectorAll('[data-module="estimate"]')) start(/** @type {HTMLElement} */ ($root));
})();
