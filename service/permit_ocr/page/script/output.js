// What a program would get: the vendor's answer as it is, and a call that gets it.

import { html } from "./dom.js";
import { SAMPLES } from "./samples.js";
import { currentLanguage, t } from "./words.js";

const SHOWN = 48; // characters of a portrait that are shown; all of it is copied

export function outputSection(permit) {
  const own = currentLanguage() === "en" ? "en-US" : "zh-CN";
  const tabs = [
    ["json", t("vendorJson"), () => vendorPanel(permit.vendor, own)],
    ["sdk", t("sdkCall"), () => samplePanel()],
  ];
  const list = html("div", { class: "tabs", role: "tablist", "aria-label": t("forPrograms") });
  const body = html("div", { class: "tab-body", role: "tabpanel", id: "output-body", tabindex: "-1" });
  const buttons = tabs.map(([id, title, fill]) => tabButton(id, title, () => show(id, fill)));

  function show(id, fill) {
    for (const button of buttons) {
      const chosen = button.id === `tab-${id}`;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
    body.setAttribute("aria-labelledby", `tab-${id}`);
    body.replaceChildren(fill());
  }

  list.append(...buttons);
  list.addEventListener("keydown", (event) => moveAlong(event, buttons));
  show("json", tabs[0][2]);
  return html("section", { class: "panel output", "aria-labelledby": "output-title" },
    html("h2", { id: "output-title" }, t("forPrograms")), list, body);
}

const tabButton = (id, title, onclick) =>
  html("button", { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": "output-body", onclick }, title);

function moveAlong(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
  next.focus();
  next.click();
}

function vendorPanel(answers, first) {
  const choices = Object.keys(answers).map((language) => [language, language]);
  return chooser(t("answerLanguage"), choices, first, (language) => {
    const whole = { Response: answers[language] };
    const portrait = whole.Response.PortraitImage;
    const short = portrait.length > SHOWN
      ? { Response: { ...whole.Response, PortraitImage: portrait.slice(0, SHOWN) + t("shortened", portrait.length) } }
      : whole;
    return codeBlock(t("vendorJson"), JSON.stringify(short, null, 2), JSON.stringify(whole, null, 2));
  });
}

function samplePanel() {
  const choices = Object.entries(SAMPLES).map(([name, { title }]) => [name, title]);
  return chooser(t("sdkCall"), choices, choices[0][0], (name) => {
    const text = SAMPLES[name].text(location.host, location.protocol);
    return codeBlock(t("sdkCall"), text, text);
  });
}

function chooser(title, choices, first, fill) {
  const options = choices.map(([value, word]) => html("option", { value, selected: value === first }, word));
  const select = html("select", { "aria-label": title, onchange: () => place.replaceChildren(fill(select.value)) },
    ...options);
  const place = html("div", {}, fill(first));
  return html("div", { class: "chooser" }, select, place);
}

function codeBlock(title, shown, copied) {
  const button = html("button", { type: "button", class: "button small copy", onclick: async () => {
    await copy(copied);
    button.textContent = t("copied");
    setTimeout(() => { button.textContent = t("copy"); }, 2000);
  } }, t("copy"));
  return html("div", { class: "code" }, button,
    html("pre", { tabindex: "0", role: "region", "aria-label": title, translate: "no" },
      html("code", {}, shown)));
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Plain http from another machine: browsers then have only the old way.
  const area = html("textarea", { class: "away" }, text);
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
