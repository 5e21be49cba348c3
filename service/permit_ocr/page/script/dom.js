// Elements without markup in strings: what was read is always text, never HTML.

const SVG = "http://www.w3.org/2000/svg";

const make = (create) => (name, attributes = {}, ...children) => {
  const element = create(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
};

export const html = make((name) => document.createElement(name));
export const svg = make((name) => document.createElementNS(SVG, name));

export const byId = (id) => document.getElementById(id);

const ICONS = {
  proved: "M12 2 4 5v6c0 5 3.4 9.5 8 11 4.6-1.5 8-6 8-11V5zm-1.2 14-4-4 1.5-1.5 2.5 2.5 5-5L17.3 9.5z",
  alert: "M12 2 1 21h22zm-1 7h2v6h-2zm0 8h2v2h-2z",
  fine: "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.5 14.5-4-4L8 11l2.5 2.5L16 8l1.5 1.5z",
};

export const icon = (name) =>
  svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
