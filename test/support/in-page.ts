/** What tests run in the page: plain JavaScript, since these sources know no document. */

/** The contrast of each text to what is behind it, and of the marks that are no text: the worst ones, and how many were measured. */
export const CONTRASTS = String.raw`(() => {
  const rgba = (color) => {
    const [r = 0, g = 0, b = 0, a = 1] = color.match(/[\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const luminance = (color) => {
    const [r, g, b] = color.slice(0, 3).map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const texts = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || element.closest("script, option")) continue;
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent.trim()).join("");
    const behind = ground(element);
    const colours = [...(text === "" ? [] : [getComputedStyle(element).color]), ...(element.hasAttribute("data-n") ? [getComputedStyle(element, "::before").color] : [])];
    for (const colour of colours) texts.push({ of: (element.className || element.tagName) + " " + text.slice(0, 30), contrast: contrast(over(rgba(colour), behind), behind) });
  }
  const marks = [
    ...[...document.querySelectorAll("svg.bar rect")].map((rect) => ({ of: rect.getAttribute("class"), contrast: contrast(rgba(getComputedStyle(rect).fill), ground(rect)) })),
    ...[...document.querySelectorAll("input[type=search], select")].map((field) => ({ of: field.name, contrast: contrast(rgba(getComputedStyle(field).borderTopColor), ground(field.parentElement)) })),
  ];
  return { measured: texts.length, texts: texts.sort((a, b) => a.contrast - b.contrast).slice(0, 20), marks };
})()`;

/** What has the focus, and whether that can be seen. */
export const FOCUSED = `(() => {
  const at = document.activeElement;
  return { name: at.tagName.toLowerCase() + " " + (at.getAttribute("name") ?? at.innerText ?? "").split("\\n")[0].trim(), outline: getComputedStyle(at).outlineWidth };
})()`;

/** Opens everything that can be opened. */
export const OPEN_ALL = "for (const details of document.querySelectorAll('details')) details.open = true";

/** How many elements of a selector can be seen, and how many there are. */
export const seen = (selector: string): string => `(() => {
  const all = [...document.querySelectorAll(${JSON.stringify(selector)})];
  return [all.filter((e) => e.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true, visibilityProperty: true }) && e.getBoundingClientRect().height > 0).length, all.length];
})()`;

/** How long the filter takes, in milliseconds. */
export const filterTakes = (path: string): string => `(() => {
  const field = document.querySelector("[name=path]");
  const start = performance.now();
  field.value = ${JSON.stringify(path)};
  field.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.getBoundingClientRect();
  return performance.now() - start;
})()`;
