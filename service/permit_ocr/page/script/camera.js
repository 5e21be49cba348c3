// A photo from a camera of this device.

import { byId } from "./dom.js";
import { t } from "./words.js";

const WANTED = { width: { ideal: 1920 }, height: { ideal: 1080 } };
const QUALITY = 0.92;

// Browsers give cameras to pages from this machine and from https alone.
export const hasCameras = () => Boolean(navigator.mediaDevices?.getUserMedia);

let stream = null;
let cameras = [];

export function prepareCamera(onPhoto) {
  const dialog = byId("camera");
  byId("camera-close").addEventListener("click", () => dialog.close());
  byId("camera-next").addEventListener("click", () => start(nextCamera()));
  byId("shoot").addEventListener("click", async () => {
    const photo = await shoot(byId("video"));
    dialog.close();
    onPhoto(photo);
  });
  dialog.addEventListener("close", stop);
}

export async function openCamera() {
  byId("camera").showModal();
  await start({ ...WANTED, facingMode: "environment" });
}

async function start(video) {
  stop();
  const shootButton = byId("shoot");
  shootButton.disabled = true;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video });
  } catch {
    byId("camera-hint").textContent = t("cameraRefused");
    return;
  }
  if (!byId("camera").open) return stop(); // closed while the browser asked for leave
  byId("camera-hint").textContent = t("cameraHint");
  byId("video").srcObject = stream;
  await byId("video").play();
  shootButton.disabled = false;
  shootButton.focus();
  cameras = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");
  byId("camera-next").hidden = cameras.length < 2;
}

function nextCamera() {
  const current = stream?.getVideoTracks()[0]?.getSettings().deviceId;
  const next = (cameras.findIndex(({ deviceId }) => deviceId === current) + 1) % cameras.length;
  return { ...WANTED, deviceId: { exact: cameras[next].deviceId } };
}

function stop() {
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  byId("video").srcObject = null;
}

function shoot(video) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext("2d").drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}
