// Talks to the service that the page came from, and to nobody else.

export class Problem extends Error {
  constructor(code, { retryAfter = 0, requestId = "" } = {}) {
    super(code);
    this.code = code;
    this.retryAfter = retryAfter;
    this.requestId = requestId;
  }
}

let key = null;

// Kept in this variable alone, until the page is closed.
export const useKey = (secretId, secretKey) => { key = `${secretId}:${secretKey}`; };
export const hasKey = () => key !== null;

export async function serviceFacts() {
  const answer = await ask("service.json", { cache: "no-store" });
  return answer.json();
}

export async function readPhoto(photo, signal) {
  const body = new FormData();
  body.append("image", photo, "photo");
  body.append("portrait", "true");
  body.append("vendor", "true");
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  const answer = await ask("/v1/permits", { method: "POST", body, headers, signal, credentials: "omit" });
  if (!answer.ok) throw await problemOf(answer);
  return answer.json();
}

export async function specimen() {
  const answer = await ask("specimen.jpg", {});
  return answer.blob();
}

async function ask(url, options) {
  try {
    return await fetch(url, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("offline");
  }
}

async function problemOf(answer) {
  const told = await answer.json().catch(() => ({}));
  const retryAfter = Number(answer.headers.get("Retry-After")) || 0;
  return new Problem(told.code ?? "other", { retryAfter, requestId: told.request_id ?? "" });
}
