// Makes elements. Text only ever becomes text nodes, never markup.

/** An element with attributes (`on…` are listeners; null leaves one out) and children, texts among them. */
function element(name, attributes, ...children) {
  return dress(document.createElement(name), attributes, children);
}

/** The same in a drawing. */
function shape(name, attributes, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function dress(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined) continue;
    if (key.startsWith("aria-")) made.setAttribute(key, String(value));
    else if (value === false) continue;
    else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Text from the data, kept from turning the direction of what stands around it. */
function data(text, className) {
  return element("bdi", { class: className }, text);
}

const ICONS = {
  error: "M12 3 22 20H2ZM12 9v5M12 17v.5",
  warning: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v6M12 16v.5",
  information: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7v.5",
  fine: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12l3 3 5-6",
  chevron: "M9 6l6 6-6 6",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21",
  close: "M6 6l12 12M18 6 6 18",
  print: "M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7Z",
  light: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2",
  dark: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  up: "M12 19V5M6 11l6-6 6 6",
};

/** A small drawing beside text that says the same. */
function icon(name) {
  const path = shape("path", { d: ICONS[name] });
  return shape("svg", { class: `icon icon-${name}`, viewBox: "0 0 24 24", "aria-hidden": "true" }, path);
}

/** A button with an icon and a name for those who do not see it. */
function iconButton(name, label, onclick) {
  return element("button", { type: "button", class: "icon-button", title: label, "aria-label": label, onclick }, icon(name));
}

