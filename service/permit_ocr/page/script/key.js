// Asks for a key where the service wants one.

import { byId } from "./dom.js";
import { useKey } from "./service.js";
import { t } from "./words.js";

export function prepareKeyDialog({ onKey, onCancel }) {
  const dialog = byId("key");
  byId("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useKey(byId("secret-id").value.trim(), byId("secret-key").value.trim());
    dialog.close("given");
    onKey();
  });
  byId("key-close").addEventListener("click", () => dialog.close("cancelled"));
  dialog.addEventListener("close", () => {
    byId("secret-key").value = "";
    if (dialog.returnValue !== "given") onCancel();
  });
}

export function askForKey(wrongBefore) {
  const dialog = byId("key");
  dialog.returnValue = "";
  byId("key-wrong").textContent = wrongBefore ? t("keyWrong") : "";
  dialog.showModal();
}
