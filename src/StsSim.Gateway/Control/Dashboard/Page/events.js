// Follows the server's events, by fetch and not by EventSource, which cannot send a token.
import { open } from "./api.js";

const shortestWait = 500;
const longestWait = 5000;
const longestSilence = 10000;

/** Follows until the function that it returns is called. on: event(name, data), lost(), gone(detail). */
export function follow(account, on) {
  const stopped = new AbortController();
  run(account, on, stopped.signal);
  return () => stopped.abort();
}

async function run(account, on, stopped) {
  let wait = shortestWait;
  while (!stopped.aborted) {
    try {
      const path = `/_stssim/events${account ? `?account=${encodeURIComponent(account)}` : ""}`;
      const silence = new AbortController();
      const response = await open("GET", path, { signal: AbortSignal.any([stopped, silence.signal]) });
      if (response.status === 404) {
        on.gone((await response.json()).detail);
        return;
      }
      if (response.ok) {
        for await (const [name, data] of read(response.body, silence)) {
          wait = shortestWait;
          on.event(name, data);
        }
      }
    } catch (error) {
      if (stopped.aborted) {
        return;
      }
      if (!(error instanceof TypeError || error instanceof DOMException)) {
        console.error(error);
      }
    }
    if (!stopped.aborted) {
      on.lost();
      await new Promise(resolve => { setTimeout(resolve, wait); });
      wait = Math.min(2 * wait, longestWait);
    }
  }
}

async function* read(body, silence) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (true) {
    const timer = setTimeout(() => silence.abort(), longestSilence);
    const { value, done } = await reader.read().finally(() => clearTimeout(timer));
    if (done) {
      return;
    }
    text += value;
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield parse(text.slice(0, end));
      text = text.slice(end + 2);
    }
  }
}

function parse(event) {
  let name = "message";
  let data = "";
  for (const line of event.split("\n")) {
    if (line.startsWith("event: ")) {
      name = line.slice("event: ".length);
    } else if (line.startsWith("data: ")) {
      data += line.slice("data: ".length);
    }
  }
  return [name, JSON.parse(data)];
}
