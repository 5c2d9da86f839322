// What every page needs a script for.
for (const $contents of document.querySelectorAll(".cg-toc details")) $contents.open = matchMedia("(min-width: 55rem)").matches;
