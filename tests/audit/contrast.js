// Every text of the page whose contrast with what is behind it is below 4.5 (WCAG 2.2, 1.4.3).
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

  function contrast(element) {
    const style = getComputedStyle(element), below = behind(element);
    const [r, g, b, alpha] = parts(element instanceof SVGElement ? style.fill : style.color);
    const ink = over([r, g, b, alpha * opacity(element)], below);
    const [dark, light] = [luminance(ink), luminance(below)].sort((one, two) => one - two);
    return (light + 0.05) / (dark + 0.05);
  }

  const says = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const texts = [...document.querySelectorAll("body *:not(script, style, template, noscript)")].filter((element) => says(element) && element.checkVisibility());
  const faint = texts.filter((element) => contrast(element) < 4.5);
  return faint.map((element) => `${contrast(element).toFixed(2)} ${element.outerHTML.slice(0, 100)}`);
}
