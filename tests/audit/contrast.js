// Every text of the page whose contrast with what is behind it is below 4.5 (WCAG 2.2, 1.4.3), and every drawing below 3 (1.4.11).
async () => {
  // Colours may still be on their way from light to dark.
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });

  /** Red, green, blue (0 to 255) and alpha (0 to 1) of any CSS colour, whatever its notation. */
  function parts(colour) {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  }

  const over = ([r, g, b, alpha], below) => [r, g, b].map((part, at) => part * alpha + below[at] * (1 - alpha));

  function behind(element) {
    if (!element) return [255, 255, 255];
    const colour = parts(getComputedStyle(element).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, behind(element.parentElement));
  }

  function opacity(element) {
    return element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  }

  function luminance(colour) {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function contrast(element, paint) {
    const below = behind(element), [r, g, b, alpha] = parts(paint);
    const ink = over([r, g, b, alpha * opacity(element)], below);
    const [dark, light] = [luminance(ink), luminance(below)].sort((one, two) => one - two);
    return (light + 0.05) / (dark + 0.05);
  }

  function ofText(element) {
    const style = getComputedStyle(element);
    return contrast(element, element instanceof SVGElement ? style.fill : style.color);
  }

  /** Of a drawing the part that stands out most: the others may be grounds, or fine lines beside it. */
  function ofDrawing(drawing) {
    const drawn = [...drawing.querySelectorAll("rect, circle, ellipse, path, line, polyline, polygon, use, text")];
    const paints = drawn.map((one) => [one, getComputedStyle(one)]).flatMap(([one, style]) => [style.fill, style.stroke].map((paint) => [one, paint]));
    return Math.max(0, ...paints.filter(([, paint]) => paint !== "none").map(([one, paint]) => contrast(one, paint)));
  }

  const says = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const texts = [...document.querySelectorAll("body *:not(script, style, template, noscript)")].filter((element) => says(element) && element.checkVisibility());
  const drawings = [...document.querySelectorAll("svg:not(:empty)")].filter((drawing) => drawing.checkVisibility());
  const seen = [...texts.map((one) => [one, ofText(one), 4.5]), ...drawings.map((one) => [one, ofDrawing(one), 3])];
  return seen.filter(([, found, least]) => found < least).map(([one, found]) => `${found.toFixed(2)} ${one.outerHTML.slice(0, 100)}`);
}
