// The fields of a card: value, a piece of the photo to compare it with, confidence, and what the code line says of it.

import { html, icon } from "./dom.js";
import { makeSelector } from "./marks.js";
import { cutStrip } from "./photo.js";
import { t, tOf } from "./words.js";

const IN_FIGURES = new Set(["number", "birth_date", "validity", "issue_count", "latin_name"]);

export function fieldList(permit, photo) {
  const entries = Object.entries(permit.fields).map(([name, field]) => html("li", {}, fieldRow(name, field, photo)));
  return html("ul", { class: "fields", role: "list", "aria-label": t("fields") }, ...entries);
}

function fieldRow(name, field, photo) {
  const row = html(
    "button",
    { type: "button", class: `field ${field.check}`, title: t("showOnPhoto") },
    html("span", { class: "field-name" }, tOf("field", name)),
    confidence(field),
    html("span", { class: `value${IN_FIGURES.has(name) ? " figures" : ""}`, translate: "no" }, ...valueOf(field)),
    field.quad ? strip(photo, field.quad) : null,
    proof(field),
  );
  return makeSelector(row, name);
}

function valueOf(field) {
  if (field.value) return [html("span", { lang: "zh" }, field.value)];
  const said = [["printSays", field.printed], ["codeSays", field.coded]].filter(([, text]) => text);
  if (!said.length) return [html("span", { class: "none" }, t("absent"))];
  return [
    html("span", { class: "none" }, t("notSure")),
    ...said.map(([word, text]) => html("span", { class: "said" }, `${t(word)}: `, html("b", { lang: "zh" }, text))),
  ];
}

function confidence(field) {
  if (!field.value && !field.printed) return null;
  const percent = Math.floor(1000 * field.confidence) / 10;
  const bar = html("span", { class: "bar-track", "aria-hidden": "true" }, html("span", { class: "bar-fill" }));
  bar.firstChild.style.width = `${percent}%`;
  const spoken = html("span", { class: "away" }, `${t("confidence")} `);
  return html("span", { class: `confidence${field.value ? "" : " low"}` }, spoken, `${percent.toFixed(1)} %`, bar);
}

function strip(photo, quad) {
  const canvas = cutStrip(photo, quad);
  canvas.className = "strip";
  canvas.setAttribute("aria-hidden", "true");
  return canvas;
}

function proof(field) {
  if (field.check === "unchecked") return null;
  const name = field.check === "proved" ? "proved" : "alert";
  return html("span", { class: `proof ${field.check}` }, icon(name), t(field.check));
}
