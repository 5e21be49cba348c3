// From a photo to what is shown of it. All that the page knows is in `state`, and goes when the page is closed.

import { hasCameras, openCamera, prepareCamera } from "./camera.js";
import { byId, html } from "./dom.js";
import { takeDroppedPhotos, takePhotosFromClipboard, takePhotosFromFiles } from "./intake.js";
import { askForKey, prepareKeyDialog } from "./key.js";
import { select } from "./marks.js";
import { drawLegend, drawPhoto } from "./overlay.js";
import { closePhoto, openPhoto } from "./photo.js";
import { whenQuiet } from "./quiet.js";
import { showProblem, showResult } from "./result.js";
import { hasKey, Problem, readPhoto, serviceFacts, specimen } from "./service.js";
import { CARDS } from "./cards.js";
import { currentLanguage, firstLanguage, setLanguage, t } from "./words.js";

const WORTH_WAITING = new Set(["overloaded", "rate_limited", "rate_unknown"]);
const WORTH_ANOTHER_TRY = new Set([...WORTH_WAITING, "offline", "read_timeout", "internal_error", "reader_crashed"]);
const state = { photo: null, permit: null, problem: null, reading: null, countdown: null, quietSeconds: 0 };

async function read(blob) {
  reset();
  const reading = new AbortController();
  state.reading = reading;
  state.photo = await openPhoto(blob);
  render();
  try {
    await checkBeforehand(blob);
    state.permit = await readPhoto(blob, reading.signal);
  } catch (error) {
    if (state.reading !== reading) return; // cancelled, or another photo came meanwhile
    state.problem = error instanceof Problem ? error : new Problem("other");
  }
  if (state.reading !== reading) return;
  state.reading = null;
  whenQuiet(state.quietSeconds, startAgain);
  render();
  announce();
}

// What the service would refuse is not sent.
async function checkBeforehand(blob) {
  const facts = await serviceFacts();
  state.quietSeconds = facts.forget_seconds;
  if (blob.size > facts.max_bytes) throw new Problem("too_large");
  if (!facts.keyless && !hasKey()) throw new Problem("unauthorized");
}

function reset() {
  whenQuiet(0);
  state.reading?.abort();
  clearInterval(state.countdown);
  closePhoto(state.photo);
  Object.assign(state, { photo: null, permit: null, problem: null, reading: null, countdown: null });
  select(null);
}

function startAgain() {
  reset();
  render();
  byId("choose").focus();
}

function render() {
  const { photo, permit, problem, reading } = state;
  document.body.classList.toggle("busy", Boolean(reading));
  byId("start").hidden = Boolean(photo);
  byId("work").hidden = !photo;
  byId("work").setAttribute("aria-busy", String(Boolean(reading)));
  byId("progress").hidden = !reading;
  byId("result").replaceChildren();
  byId("failure").replaceChildren();
  byId("legend").replaceChildren();
  byId("cards").replaceChildren(...CARDS.map(([chinese, english]) => html("li", {},
    html("b", { lang: "zh" }, chinese), currentLanguage() === "en" ? html("span", { lang: "en" }, english) : null)));
  if (!photo) return;
  drawPhoto(byId("stage"), photo, permit);
  if (permit) {
    drawLegend(byId("legend"), permit);
    showResult(byId("result"), permit, photo);
  }
  if (problem) renderProblem(problem);
}

function renderProblem(problem) {
  if (problem.code === "unauthorized" || problem.code === "signature_expired") return;
  const retry = WORTH_ANOTHER_TRY.has(problem.code) ? () => read(state.photo.blob) : null;
  const waiting = showProblem(byId("failure"), problem, retry);
  clearInterval(state.countdown);
  if (WORTH_WAITING.has(problem.code)) countDown(waiting, Math.max(1, problem.retryAfter), retry);
}

function countDown(place, seconds, retry) {
  const end = Date.now() + 1000 * seconds;
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) place.textContent = t("tryingIn", left);
    else retry();
  };
  state.countdown = setInterval(tick, 250);
  tick();
}

// Tells whoever does not see the page, and takes the keyboard there.
function announce() {
  const { permit, problem } = state;
  if (permit) {
    const given = permit.warnings?.length;
    const warnings = given ? t("warningCount", given) : t(permit.warnings ? "noWarnings" : "warningsOff");
    byId("told").textContent = t("told", Object.keys(permit.fields).length, warnings);
    byId("result-title").focus({ preventScroll: true });
  } else if (problem.code === "unauthorized") {
    askForKey(hasKey());
  } else {
    byId("problem-title").focus({ preventScroll: true });
  }
  window.scrollTo({ top: 0 });
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    setLanguage(button.dataset.language);
    render();
  });
}
for (const id of ["take", "retake"]) {
  byId(id).hidden = !hasCameras();
  byId(id).addEventListener("click", openCamera);
}
byId("choose").addEventListener("click", () => byId("file").click());
byId("specimen").addEventListener("click", async () => {
  try {
    await read(await specimen());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    Object.assign(state, { photo: { blob: null, url: "" }, problem: error });
    render();
  }
});
byId("again").addEventListener("click", startAgain);
byId("cancel").addEventListener("click", startAgain);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) select(null);
});
takePhotosFromFiles(read);
takePhotosFromClipboard(read);
takeDroppedPhotos(read);
prepareCamera(read);
prepareKeyDialog({ onKey: () => read(state.photo.blob), onCancel: startAgain });
setLanguage(firstLanguage());
render();
