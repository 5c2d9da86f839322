// What is wrong with a page on paper, where nothing can be pressed.
() => {
  const found = [], shown = (part) => part.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  for (const part of document.querySelectorAll("nav, button, summary ~ nav, [data-search], dialog, .cg-skip")) {
    if (shown(part) && part.getBoundingClientRect().height > 0) found.push(`can only be pressed: ${part.outerHTML.slice(0, 90)}`);
  }
  for (const folded of document.querySelectorAll("article details")) {
    const inside = [...folded.children].filter((one) => !one.matches("summary"));
    if (shown(folded) && !inside.some((one) => one.getClientRects().length && shown(one))) found.push(`is folded away: ${folded.textContent.trim().slice(0, 60)}`);
  }
  for (const link of document.querySelectorAll("article a[href^=http]")) {
    if (shown(link) && !link.textContent.includes(link.href) && !getComputedStyle(link, "::after").content.includes(link.getAttribute("href"))) {
      found.push(`its address is not written out: ${link.href}`);
    }
  }
  return found;
}
