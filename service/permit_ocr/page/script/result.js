// The whole of what was read, or why there is nothing.

import { html, icon } from "./dom.js";
import { fieldList } from "./fields.js";
import { makeSelector } from "./marks.js";
import { outputSection } from "./output.js";
import { scoreTable, warningSection } from "./warnings.js";
import { currentLanguage, t, tOf } from "./words.js";

const PARTS = new Set(["detect", "recognise"]); // times within those of other steps

export function showResult(place, permit, photo) {
  place.replaceChildren(...[
    summary(permit),
    warningSection(permit),
    fieldList(permit, photo),
    machineCode(permit.machine_code),
    outputSection(permit),
    scoreTable(permit),
    times(permit.stages),
  ].filter((part) => part !== null));
}

function summary(permit) {
  const [first, second] = currentLanguage() === "en" ? [permit.english_type, permit.type] : [permit.type, permit.english_type];
  const [firstLanguage, secondLanguage] = currentLanguage() === "en" ? ["en", "zh"] : ["zh", "en"];
  return html("div", { class: "summary" },
    portrait(permit.portrait),
    html("div", { class: "summary-words" },
      html("h1", { tabindex: "-1", id: "result-title", lang: firstLanguage }, first),
      html("p", { class: "second-title", lang: secondLanguage }, second),
      html("p", { class: "badges" }, warningBadge(permit.warnings), provedBadge(permit.fields))));
}

function portrait(found) {
  if (!found?.jpeg_base64) return null;
  const picture = html("img", { src: `data:image/jpeg;base64,${found.jpeg_base64}`, alt: "" });
  const button = html("button", { type: "button", class: "portrait", "aria-label": t("portrait") }, picture);
  return makeSelector(button, "portrait");
}

function warningBadge(warnings) {
  if (warnings === null) return html("span", { class: "badge" }, t("warningsOff"));
  if (!warnings.length) return html("span", { class: "badge fine" }, icon("fine"), t("noWarnings"));
  return html("span", { class: "badge bad" }, icon("alert"), t("warningCount", warnings.length));
}

function provedBadge(fields) {
  const proved = Object.values(fields).filter(({ check }) => check === "proved").length;
  return proved ? html("span", { class: "badge fine" }, icon("proved"), t("provedCount", proved)) : null;
}

function machineCode(code) {
  if (!code) return null;
  return html("div", { class: "panel machine" }, html("h2", {}, t("machineCode")), html("code", { translate: "no" }, code));
}

function times(stages) {
  const whole = Object.entries(stages).filter(([name]) => !PARTS.has(name));
  const all = whole.reduce((sum, [, seconds]) => sum + seconds, 0);
  if (!all) return null;
  const rows = whole.map(([name, seconds]) => {
    const bar = html("span", { class: "bar-track", "aria-hidden": "true" }, html("span", { class: "bar-fill" }));
    bar.firstChild.style.width = `${(100 * seconds) / all}%`;
    return html("tr", {}, html("th", { scope: "row", translate: "no" }, name), html("td", {}, bar),
      html("td", { class: "figures" }, `${(1000 * seconds).toFixed(0)} ${t("milliseconds")}`));
  });
  const title = t("times", all.toFixed(2));
  return html("details", { class: "panel" }, html("summary", {}, title),
    html("table", { "aria-label": title }, html("tbody", {}, ...rows)));
}

// Says what went wrong and what to do; gives the place where a count-down goes.
export function showProblem(place, problem, retry) {
  const [title, advice] = tOf("problem", problem.code) === problem.code ? tOf("problem", "other") : tOf("problem", problem.code);
  const number = tOf("problem", problem.code) === problem.code && problem.requestId
    ? html("code", { translate: "no" }, problem.requestId) : null;
  const waiting = html("p", { class: "waiting" });
  place.replaceChildren(html("div", { class: "problem" },
    html("h1", { tabindex: "-1", id: "problem-title" }, icon("alert"), title),
    html("p", {}, advice, " ", number),
    waiting,
    retry ? html("button", { type: "button", class: "button", onclick: retry }, t("tryAgain")) : null));
  return waiting;
}
