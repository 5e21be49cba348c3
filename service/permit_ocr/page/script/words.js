// The page's words in the language of whoever looks at it. The choice is all that the page ever stores.

import en from "../words/en.js";
import zh from "../words/zh.js";

const WORDS = { "zh-CN": zh, en };
const STORED = "permit-ocr.language";

let language = "en";

export const currentLanguage = () => language;

// A word, or what the word makes of its arguments.
export function t(name, ...values) {
  const word = WORDS[language][name];
  return typeof word === "function" ? word(...values) : word;
}

// The word for one of a group, such as a field; an unknown one speaks for itself.
export const tOf = (group, name) => WORDS[language][group][name] ?? name;

export function firstLanguage() {
  const stored = readStored();
  if (stored in WORDS) return stored;
  return navigator.language.toLowerCase().startsWith("zh") ? "zh-CN" : "en";
}

export function setLanguage(chosen) {
  language = chosen;
  try {
    localStorage.setItem(STORED, chosen);
  } catch {
    // A browser that stores nothing asks anew next time.
  }
  document.documentElement.lang = chosen;
  document.title = `${t("startTitle")} · permit-ocr`;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  }
}

function readStored() {
  try {
    return localStorage.getItem(STORED) ?? "";
  } catch {
    return "";
  }
}
