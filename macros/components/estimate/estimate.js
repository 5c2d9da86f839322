// The session estimate: looks rows up in the table that the page carries, and shows their finished sentences.
// No medical rule is here. The rows are worked out by macros/estimate and signed by a doctor; for several concerns this
// script takes the larger of each bound, as the rule says. Nothing is stored, and nothing leaves the page.
//
// A classic script and not a module: browsers refuse modules in a page that was opened from a disk.
(() => {
  "use strict";

  function start($root) {
    const $form = find($root, ".cg-estimate__form");
    const $result = find($root, ".cg-estimate__result");
    const table = JSON.parse(find($root, ".cg-estimate__data").textContent);
    const show = () => $result.replaceChildren(...result($form, table));
    $form.addEventListener("change", (event) => {
      keepNoneAlone($form, event.target);
      openDescriptions($form);
      show();
    });
    // The browser empties the fields after this event, so wait until it has.
    $form.addEventListener("reset", () => setTimeout(() => { openDescriptions($form); show(); }));
    openDescriptions($form); // a browser may bring back answers when a patient returns to the page
    show();
    for (const $part of [$form, $result, find($root, ".cg-estimate__privacy")]) $part.hidden = false;
  }

  function find($root, selector) {
    const $found = $root.querySelector(selector);
    if (!$found) throw new Error(`estimate: ${selector} is missing from the page`);
    return $found;
  }

  /** "None of these" and any caution exclude each other. */
  function keepNoneAlone($form, $changed) {
    if ($changed.name !== "caution" || !$changed.checked) return;
    for (const $box of $form.elements.namedItem("caution")) {
      if ($box !== $changed && ($box.value === "none" || $changed.value === "none")) $box.checked = false;
    }
  }

  function openDescriptions($form) {
    const chosen = concerns($form).map(($box) => $box.value);
    for (const $set of $form.querySelectorAll("[data-descriptions-of]")) {
      $set.hidden = !chosen.includes($set.dataset.descriptionsOf);
    }
  }

  const concerns = ($form) => [...$form.querySelectorAll('[name="concern"]:checked')];
  const cautions = ($form) => [...$form.querySelectorAll('[name="caution"]:checked')];
  const chosen = ($form, name) => $form.querySelector(`[name="${name}"]:checked`)?.value;

  /** The elements to show for the answers as they stand. */
  function result($form, table) {
    const stops = cautions($form).filter(($box) => $box.dataset.stop === "yes");
    if (stops.length) return stopped(stops);
    const missing = unanswered($form, table);
    if (missing) return [element("p", missing, "cg-hint")];
    const options = table.questions.map((question) => chosen($form, `question-${question}`));
    const rows = concerns($form).map(($box) => ({
      name: $box.labels[0].textContent,
      saidAs: $box.dataset.saidAs,
      row: table.rows[[$box.value, chosen($form, `description-${$box.value}`), ...options].join("|")],
    }));
    return [
      ...(rows.length > 1 ? jointPlan(rows, table.together) : []),
      ...rows.flatMap(({ name, row }) => one(name, row)),
      ...notes($form),
      element("p", table.rule, "cg-hint"),
    ];
  }

  function unanswered($form, table) {
    if (!concerns($form).length) return "Choose what you would like to treat. Your range then shows here.";
    const open = concerns($form).find(($box) => !chosen($form, `description-${$box.value}`));
    if (open) return `Choose the description that fits best for: ${open.labels[0].textContent}.`;
    const question = table.questions.find((name) => !chosen($form, `question-${name}`));
    if (question) return $form.querySelector(`[name="question-${question}"]`).closest("fieldset").querySelector("legend").textContent;
    return cautions($form).length ? "" : "Say whether one of the last points is true for you, or choose “None of these”.";
  }

  function stopped(stops) {
    return [
      element("h3", "No number for now"),
      ...stops.flatMap(($box) => [element("p", `${$box.dataset.why} ${$box.dataset.do}`)]),
    ];
  }

  function one(name, row) {
    return [
      element("h3", name),
      element("p", row.headline, "cg-answer__number"),
      ...(row.gap ? [element("p", `${row.gap} apart`, "cg-answer__gap")] : []),
      ...row.says.map((sentence) => element("p", sentence)),
      element("h4", "The clinic’s plan beside that"),
      ...row.beside.map((sentence) => element("p", sentence)),
    ];
  }

  /** The longest course leads: the larger of each bound. Words for every pair of bounds came with the rows. */
  function jointPlan(rows, words) {
    const spans = rows.map(({ row }) => row.sessions).filter(Boolean);
    const gaps = rows.map(({ row }) => row.weeks).filter(Boolean);
    const without = rows.filter(({ row }) => !row.sessions).map(({ saidAs }) => saidAs);
    const said = [];
    if (spans.length > 1) {
      const values = { sessions: words.sessions[larger(spans)], gap: gaps.length ? words.weeks[larger(gaps)] : "" };
      said.push(fill(gaps.length ? words.sentence : words.sentence_without_gap, values));
    }
    if (without.length) said.push(fill(words.without, { concerns: without.join(", ") }));
    return [element("h3", "All of these together"), ...said.map((sentence) => element("p", sentence))];
  }

  function larger(spans) {
    const low = Math.max(...spans.map(([bound]) => bound));
    const open = spans.some(([, bound]) => bound === null);
    return `${low}-${open ? "" : Math.max(...spans.map(([, bound]) => bound))}`;
  }

  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (slot, name) => values[name]);

  function notes($form) {
    const noted = [...$form.querySelectorAll("[data-note]:checked")].map(($box) => $box.dataset.note);
    const told = cautions($form).filter(($box) => $box.dataset.why).map(($box) => `${$box.dataset.why} ${$box.dataset.do}`);
    const all = [...noted, ...told];
    return all.length ? [element("h3", "Good to tell the clinic"), ...all.map((note) => element("p", note))] : [];
  }

  function element(tag, text, className = "") {
    const $element = document.createElement(tag);
    $element.textContent = text;
    if (className) $element.className = className;
    return $element;
  }

  for (const $root of document.querySelectorAll('[data-module="estimate"]')) start($root);
})();
