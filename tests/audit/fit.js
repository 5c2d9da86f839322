// What does not fit: the page scrolls sideways, a part sticks out of the window, or a text is cut off by its box.
() => {
  const width = document.documentElement.clientWidth, found = [];
  const scrolls = (part) => part.closest(".cg-scroll, pre") || [...function* () { for (let at = part.parentElement; at; at = at.parentElement) yield at; }()]
    .some((one) => /auto|scroll/.test(getComputedStyle(one).overflowX) && one !== document.documentElement && one !== document.body);
  const told = (part, what) => found.push(`${what}: ${part.outerHTML.slice(0, 90)}`);
  const over = document.documentElement.scrollWidth - width;
  if (over > 0) found.push(`the page is ${over} px wider than the window`);
  for (const part of document.querySelectorAll("body *")) {
    if (part.closest("svg") && !part.matches("svg")) continue;
    if (!part.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    if (box.width > 1 && box.right > width + 1 && box.bottom > 0 && !scrolls(part)) told(part, "sticks out");
    const hides = (overflow) => /hidden|clip/.test(overflow);
    const isForEars = box.width <= 1 || box.height <= 1;  // said by screen readers alone
    if (!isForEars && hides(style.overflowX) && part.scrollWidth > part.clientWidth + 1) told(part, "is cut off at the side");
    if (!isForEars && hides(style.overflowY) && part.scrollHeight > part.clientHeight + 1) told(part, "is cut off below");
  }
  return found;
}
