// What every page needs a script for.
{
  for (const $contents of document.querySelectorAll(".cg-toc details")) $contents.open = matchMedia("(min-width: 55rem)").matches;

  // The search loads when somebody uses it, and only then.
  const $search = document.querySelector("[data-search]");
  const load = (tag, values) =>
    new Promise((done, failed) => {
      document.head.append(Object.assign(document.createElement(tag), values, { async: false, onload: done, onerror: failed }));
    });
  let loaded;
  const search = async () => {
    const { style, index, script } = $search.dataset;
    const sheet = { rel: "stylesheet", href: style };
    loaded ??= Promise.all([load("link", sheet), load("script", { src: index }), load("script", { src: script })]);
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
