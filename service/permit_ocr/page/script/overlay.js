// The photo with the outlines of what was found on it.

import { html, svg } from "./dom.js";
import { mark } from "./marks.js";
import { t, tOf } from "./words.js";

const FAINT = 0.25; // evidence weaker than this is drawn only while it is pointed at

const points = (quad) => quad.map((corner) => corner.join(",")).join(" ");

export function drawPhoto(stage, photo, permit) {
  stage.replaceChildren();
  if (!photo.url) return;
  stage.style.setProperty("--photo-ratio", `${photo.width} / ${photo.height}`);
  stage.style.setProperty("--photo-share", String(photo.width / photo.height));
  const picture = html("img", { src: photo.url, alt: t("photoOf") });
  stage.append(html("div", { class: "sheet" }, picture, ...(permit ? outlines(photo, permit) : [])));
}

function outlines(photo, permit) {
  const { width, height } = photo;
  const found = [...boxesOf(permit)];
  const outside = `M0 0H${width}V${height}H0Z M${permit.card.map((corner) => corner.join(" ")).join("L")}Z`;
  const lines = svg(
    "svg",
    { class: "outlines", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" },
    svg("path", { class: "outside", d: outside, "fill-rule": "evenodd" }),
    svg("polygon", { class: "card-line", points: points(permit.card) }),
    ...found.map((box) => mark(svg("polygon", { class: `box ${box.style}`, points: points(box.quad) }), box.of)),
  );
  return [lines, ...found.map((box) => label(box, width, height))];
}

function* boxesOf(permit) {
  for (const [name, field] of Object.entries(permit.fields)) {
    if (field.quad) yield { of: name, style: field.check, quad: field.quad, text: tOf("field", name) };
  }
  if (permit.portrait) yield { of: "portrait", style: "portrait", quad: permit.portrait.quad, text: t("legendPortrait") };
  for (const kind of permit.warnings ?? []) {
    for (const [number, finding] of permit.scores[kind].findings.entries()) {
      if (finding.quad) {
        const style = finding.strength < FAINT ? "evidence faint" : "evidence";
        yield { of: `${kind}-${number}`, style, quad: finding.quad, text: tOf("reason", finding.reason) };
      }
    }
  }
}

function label({ of, style, quad, text }, width, height) {
  const left = Math.min(...quad.map(([x]) => x)) / width;
  const top = Math.min(...quad.map(([, y]) => y)) / height;
  const chip = mark(html("span", { class: `chip ${style}`, "aria-hidden": "true" }, text), of);
  chip.style.left = `${Math.max(0, 100 * left)}%`;
  chip.style.top = `${Math.max(0, 100 * top)}%`;
  if (top < 0.06) chip.classList.add("below");
  return chip;
}

export function drawLegend(legend, permit) {
  const warned = permit.warnings?.length;
  const entries = [["card", "legendCard"], ["unchecked", "legendField"], ["proved", "legendProved"],
    ["portrait", "legendPortrait"], ...(warned ? [["evidence", "legendEvidence"]] : [])];
  legend.replaceChildren(...entries.map(([style, word]) =>
    html("span", { class: "legend-entry" }, html("i", { class: `swatch ${style}` }), t(word))));
}
