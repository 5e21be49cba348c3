// What belongs together lights up together: a value and its box, a finding and its evidence.

export function mark(element, of) {
  element.dataset.of = of;
  element.addEventListener("pointerenter", () => light(of));
  element.addEventListener("pointerleave", () => light(selected));
  return element;
}

let selected = null;

// A button that keeps its part of the photo lit; at another press it lets go.
export function makeSelector(button, of) {
  mark(button, of);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("focus", () => light(of));
  button.addEventListener("blur", () => light(selected));
  button.addEventListener("click", () => select(selected === of ? null : of));
  return button;
}

export function select(of) {
  selected = of;
  for (const button of document.querySelectorAll("button[data-of]")) {
    button.setAttribute("aria-pressed", String(button.dataset.of === of));
  }
  light(of);
}

function light(of) {
  document.body.classList.toggle("has-lit", of !== null);
  for (const element of document.querySelectorAll("[data-of]")) {
    element.classList.toggle("lit", element.dataset.of === of);
  }
}
