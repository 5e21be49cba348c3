// Photos that come from a file, from the clipboard, or from somewhere else on the screen.

import { byId } from "./dom.js";

const pictureIn = (items) => [...items].find((item) => item.type.startsWith("image/"));

export function takePhotosFromFiles(onPhoto) {
  const input = byId("file");
  input.addEventListener("change", () => {
    if (input.files.length) onPhoto(input.files[0]);
    input.value = ""; // so that the same file can be chosen again
  });
}

export function takePhotosFromClipboard(onPhoto) {
  document.addEventListener("paste", (event) => {
    const picture = pictureIn(event.clipboardData?.files ?? []);
    if (picture) onPhoto(picture);
  });
}

export function takeDroppedPhotos(onPhoto) {
  const veil = byId("veil");
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) veil.hidden = true;
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    veil.hidden = true;
    const [file] = event.dataTransfer.files;
    if (file) onPhoto(file);
  });
}
