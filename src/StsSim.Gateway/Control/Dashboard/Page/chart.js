// The last minutes by outcome. Lines differ by width and dashes, so colours are not needed to tell them apart.
import { byId } from "./elements.js";

const minutes = 5;
const span = minutes * 60;
const height = 190;
const margin = { left: 44, right: 10, top: 8, bottom: 20 };
const lines = ["requests", "ok", "throttled", "failed"];

export function chartPanel() {
  const host = byId("chart");
  const svg = part("svg", {});
  host.append(svg);
  let points = [];
  let now = 0;
  const redraw = () => draw(svg, host.clientWidth, points, now);
  new ResizeObserver(redraw).observe(host);

  return {
    history({ slots }) {
      points = withSilence(slots.map(slot => ({
        at: Date.parse(slot.at) / 1000 + slot.seconds,
        seconds: slot.seconds,
        requests: slot.requests / slot.seconds,
        ok: slot.ok / slot.seconds,
        throttled: slot.throttled / slot.seconds,
        failed: slot.failed / slot.seconds,
      })));
    },
    show({ time, rates }) {
      now = Date.parse(time) / 1000;
      if (rates && now > (points.at(-1)?.at ?? 0)) {
        points.push({
          at: now,
          seconds: rates.seconds,
          requests: rates.requests,
          ok: rates.ok,
          throttled: rates.throttled,
          failed: rates.clientErrors + rates.serverErrors + rates.abandoned,
        });
      }
      points = points.filter(point => point.at > now - span);
      redraw();
    },
  };
}

// A slot in which nothing came is not told of.
function withSilence(slots) {
  const all = [];
  for (const slot of slots) {
    const last = all.at(-1);
    if (last && slot.at > last.at + 1.5 * slot.seconds) {
      all.push(nothing(last.at + slot.seconds, slot.seconds), nothing(slot.at - slot.seconds, slot.seconds));
    }
    all.push(slot);
  }
  return all;
}

const nothing = (at, seconds) => ({ at, seconds, requests: 0, ok: 0, throttled: 0, failed: 0 });

function draw(svg, width, points, now) {
  const most = niceAbove(Math.max(1, ...points.map(point => Math.max(point.requests, point.ok))));
  const x = at => width - margin.right - (now - at) / span * (width - margin.left - margin.right);
  const y = value => height - margin.bottom - value / most * (height - margin.top - margin.bottom);
  svg.setAttribute("viewBox", `0 0 ${Math.max(width, 1)} ${height}`);
  const drawn = [];
  for (const value of [0, most / 2, most]) {
    drawn.push(part("line", { class: "grid", x1: margin.left, x2: width - margin.right, y1: y(value), y2: y(value) }));
    drawn.push(label(margin.left - 6, y(value) + 4, "end", new Intl.NumberFormat("en").format(value)));
  }
  for (let minute = 0; minute < minutes; minute++) {
    drawn.push(label(x(now - minute * 60), height - 5, minute === 0 ? "end" : "middle", minute === 0 ? "now" : `−${minute} min`));
  }
  for (const name of lines) {
    if (points.length > 0) {
      drawn.push(part("polyline", { class: `series ${name}`, points: points.map(point => `${x(point.at).toFixed(1)},${y(point[name]).toFixed(1)}`).join(" ") }));
    }
  }
  svg.replaceChildren(...drawn);
}

function niceAbove(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 4, 5, 10].find(step => step * power >= value) * power;
}

function part(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  return made;
}

function label(x, y, anchor, text) {
  const made = part("text", { class: "tick", x, y, "text-anchor": anchor });
  made.textContent = text;
  return made;
}
