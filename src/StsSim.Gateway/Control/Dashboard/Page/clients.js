// Who calls, and how: one row for each group of clients.
import { byId, element, keepChildren, setText } from "./elements.js";
import { count, rate, ratio, share } from "./format.js";

const loud = 1.5;

export function clientsPanel() {
  return {
    show({ clients }) {
      keepChildren(byId("clients"), clients.shown, keyOf, create, update);
      setText(byId("clients-note"), noteOf(clients));
    },
  };
}

function noteOf({ total, shown }) {
  if (total === 0) {
    return "None has called yet.";
  }
  return shown.length < total ? `The ${shown.length} with the most requests, of ${count(total)}.` : "";
}

const keyOf = client => JSON.stringify([client.accountId, client.name, client.inferred]);

function create() {
  return element("tr", {},
    element("th", { scope: "row" }, element("span"), element("small", { class: "note" })),
    ...Array.from({ length: 5 }, () => element("td", { class: "number" })));
}

function update(row, client) {
  const [head, requests, amplification, throttled, givenUp, deviations] = row.children;
  setText(head.firstElementChild, client.name);
  setText(head.lastElementChild, [
    client.accountId ?? "no account",
    client.principals === 1 ? "1 principal" : `${count(client.principals)} principals`,
    client.inferred ? "invocations inferred" : null,
  ].filter(Boolean).join(" · "));
  setText(requests, rate(client.requestsPerSecond));
  setText(amplification, ratio(client.amplification));
  amplification.classList.toggle("mark", client.amplification >= loud);
  setText(throttled, share(client.throttledShare));
  setText(givenUp, count(client.givenUp));
  setText(deviations, count(client.deviations));
  deviations.classList.toggle("mark", client.deviations > 0);
}
