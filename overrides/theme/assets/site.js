// What every page needs a script for.
{
  for (const $contents of document.querySelectorAll(".cg-toc details")) $contents.open = matchMedia("(min-width: 55rem)").matches;

  // The menu of a phone lies over the page: it closes by Escape, and when somebody goes on behind it.
  for (const $menu of document.querySelectorAll(".cg-menu")) {
    const close = () => { $menu.open = false; };
    $menu.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !$menu.contains(relatedTarget)) close(); });
    $menu.addEventListener("keydown", ({ key }) => { if (key === "Escape" && $menu.open) { close(); $menu.querySelector("summary").focus(); } });
    document.addEventListener("click", ({ target }) => { if (!$menu.contains(target)) close(); });
  }

  // The search loads when somebody uses it, and only then.
  const $search = document.querySelector("[data-search]");
  const load = (tag, values) =>
    new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement(tag), values, { async: false, onload: done, onerror: failed }));
    });
  // No text becomes a script but through this: what it is asked for stands in the page (macros/headers/policy.py).
  const own = globalThis.trustedTypes?.createPolicy("clinic-guide", { createScriptURL: (address) => address });
  const run = (address) => load("script", { src: own?.createScriptURL(address) ?? address });
  let loaded;
  const search = async () => {
    const { style, index, script } = $search.dataset;
    loaded ??= Promise.all([load("link", { rel: "stylesheet", href: style }), run(index), run(script)]);
    try {
      await loaded;
      clinicGuideSearch();
    } catch {
      loaded = undefined;
      $search.removeAttribute("aria-label");
      $search.textContent = "Search did not load. Try again.";
    }
  };
  $search.hidden = false;
  $search.addEventListener("click", search);
}
