// What the keyboard is on now: its name, and what is wrong with it for somebody who goes from stop to stop by Tab.
() => {
  const on = document.activeElement;
  if (!on || on === document.body || on === document.documentElement) return null;
  const label = on.labels && on.labels[0];
  const hidden = (one) => { const { width, height } = one.getBoundingClientRect(); return width < 2 || height < 2; };
  const shown = label && hidden(on) ? label : on;
  const box = shown.getBoundingClientRect(), width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
  const wrong = [];
  const isOnTop = (one) => {
    const at = document.elementFromPoint(one.left + one.width / 2, Math.max(1, one.top + Math.min(one.height, height) / 2));
    return at && (shown.contains(at) || (label && label.contains(at)) || (at.contains(shown) && at.matches("label, summary, li, p")));
  };

  if (!shown.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })) wrong.push("cannot be seen");
  const tall = box.height > height;  // what is taller than the window, like an answer to a whole page, can only begin in it
  if (box.left < -1 || box.right > width + 1 || box.bottom < 1 || box.top > height - 1 || (!tall && (box.top < -1 || box.bottom > height + 1))) {
    wrong.push(`is outside of the window (${Math.round(box.left)}, ${Math.round(box.top)})`);
  } else if (![...shown.getClientRects()].some(isOnTop)) {
    wrong.push("is covered by something else");
  }

  const isMarked = (one) => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  // The keyboard is inside of a field with parts of its own, like a date: the browser itself marks the part.
  const isInside = !on.matches(":focus");
  if (!isInside && ![on, shown, label, on.nextElementSibling].some((one) => one && isMarked(one))) wrong.push("does not show that the keyboard is on it");

  // WCAG 2.5.8 excepts a link inside a sentence. A label is as good a target as its field.
  const inSentence = on.matches("a") && getComputedStyle(on).display === "inline"
    && on.parentElement.textContent.trim().length > on.textContent.trim().length;
  const size = label ? label.getBoundingClientRect() : box;
  const [wide, high] = [Math.max(size.width, box.width), Math.max(size.height, box.height)];
  if (!inSentence && !on.matches("main") && (wide < 23.9 || high < 23.9)) wrong.push(`is ${wide.toFixed(1)} by ${high.toFixed(1)} px, smaller than 24`);

  return { name: on.outerHTML.slice(0, 110), wrong, side: inSentence || on.matches("main") ? 99 : Math.min(wide, high) };
}
