// Why the photo or the card should not be trusted, in words, with what each warning is founded on.

import { html, icon } from "./dom.js";
import { makeSelector } from "./marks.js";
import { t, tOf } from "./words.js";

export function warningSection(permit) {
  const kinds = permit.warnings ?? [];
  if (!kinds.length) return null;
  return html(
    "section",
    { class: "panel warned", "aria-labelledby": "warnings-title" },
    html("h2", { id: "warnings-title" }, t("warnings")),
    ...kinds.map((kind) => warning(kind, permit.scores[kind])),
  );
}

function warning(kind, score) {
  const [name, meaning] = tOf("warning", kind);
  return html(
    "div",
    { class: "warning" },
    html("h3", {}, icon("alert"), name, html("code", { translate: "no" }, String(score.code))),
    html("p", {}, meaning),
    score.findings.length ? findings(kind, score.findings) : null,
  );
}

function findings(kind, found) {
  const chips = found.map((finding, number) => html("li", {}, chip(`${kind}-${number}`, finding)));
  return html("ul", { class: "findings", role: "list", "aria-label": t("findings") }, ...chips);
}

function chip(of, { reason, field, quad, strength }) {
  const words = field ? `${tOf("field", field)}: ${tOf("reason", reason)}` : tOf("reason", reason);
  const share = html("span", { class: "share" }, `${Math.round(100 * strength)} %`);
  if (!quad) return html("span", { class: "finding" }, words, share);
  return makeSelector(html("button", { type: "button", class: "finding" }, words, share), of);
}

// All scores, of warnings given and not.
export function scoreTable(permit) {
  const rows = Object.entries(permit.scores).map(([kind, { score, code }]) => {
    const bar = html("span", { class: "bar-track", "aria-hidden": "true" }, html("span", { class: "bar-fill" }));
    bar.firstChild.style.width = `${100 * score}%`;
    return html(
      "tr",
      { class: permit.warnings?.includes(kind) ? "given" : null },
      html("th", { scope: "row" }, tOf("warning", kind)[0]),
      html("td", { class: "figures" }, String(code)),
      html("td", {}, bar),
      html("td", { class: "figures" }, score.toFixed(2)),
    );
  });
  if (!rows.length) return null;
  return html(
    "details",
    { class: "panel" },
    html("summary", {}, t("allScores")),
    html("table", { "aria-label": t("allScores") }, html("tbody", {}, ...rows)),
  );
}
