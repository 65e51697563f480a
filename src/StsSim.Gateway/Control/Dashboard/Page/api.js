// Talks to the control API. An admin token stays in this tab: it goes into the Authorization header, and nowhere else.
import { askForToken } from "./token.js";

const storedAs = "stssim.admin-token";

/** What the API answered where it did not do as it was asked. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** The response to a request; asks for the token where it is wanted. */
export async function open(method, path, { body, signal } = {}) {
  for (let wrong = false; ; wrong = true) {
    const token = sessionStorage.getItem(storedAs);
    const response = await fetch(path, {
      method,
      body,
      signal,
      cache: "no-store",
      credentials: "omit",
      headers: token === null ? {} : { Authorization: `Bearer ${token}` },
    });
    if (response.status !== 401) {
      return response;
    }
    // Another request may have asked meanwhile, and been told.
    if (sessionStorage.getItem(storedAs) === token) {
      sessionStorage.setItem(storedAs, await askForToken(wrong || token !== null));
    }
  }
}

/** The JSON of a success, or null where there is none; otherwise throws a Problem. */
export async function send(method, path, json) {
  const response = await open(method, path, { body: json === undefined ? undefined : typeof json === "string" ? json : JSON.stringify(json) });
  const text = await response.text();
  if (!response.ok) {
    throw new Problem(response.status, detailOf(text) ?? `${method} ${path}: ${response.status}`);
  }
  return text === "" ? null : JSON.parse(text);
}

function detailOf(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return null;
  }
}
