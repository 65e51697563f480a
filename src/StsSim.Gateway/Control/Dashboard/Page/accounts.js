// Accounts with their sessions, and what is in their buckets.
import { byId, element, keepChildren, setText } from "./elements.js";
import { count, level, rate } from "./format.js";

export function accountsPanel() {
  return {
    show({ accounts }) {
      keepChildren(byId("accounts"), accounts.shown, account => account.id, create, update);
      setText(byId("accounts-note"), accounts.shown.length < accounts.total
        ? `The ${accounts.shown.length} busiest of ${count(accounts.total)}. To see another, add ?account= and its id to this page's address.`
        : "");
    },
  };
}

function create() {
  return element("li", {},
    element("div", { class: "head" },
      element("span", { class: "name" }), element("span", { class: "note" }), element("span", { class: "badge" }), element("span", { class: "badge" }), element("span", { class: "note" })),
    element("div", { class: "buckets" }),
    element("p", { class: "note" }));
}

function update(item, account) {
  const [head, buckets, note] = item.children;
  const [name, id, leased, own, activity] = head.children;
  setText(name, account.alias ?? account.id);
  setText(id, account.alias ? account.id : "");
  setText(leased, "leased");
  leased.hidden = !account.leased;
  setText(own, "quotas of its own");
  own.hidden = !account.ownQuotas;
  setText(activity, `${rate(account.requestsPerSecond)} req/s · ${count(account.activeSessions)} active sessions`);
  keepChildren(buckets, account.buckets, bucket => bucket.name, createBucket, updateBucket);
  setText(note, noteOf(account));
}

function noteOf({ buckets, moreBuckets, quotas }) {
  if (moreBuckets) {
    return "and more buckets";
  }
  return buckets.length === 0 ? `No bucket is in use; each holds ${level(quotas.default.burst)} and gains ${level(quotas.default.requestsPerSecond)} a second.` : "";
}

function createBucket(bucket) {
  return element("div", { class: "bucket" },
    element("span", { class: "label" }, bucket.name),
    element("div", { class: "trough", role: "meter", "aria-label": `Tokens in ${bucket.name}`, "aria-valuemin": 0 }, element("div")),
    element("span", { class: "level" }));
}

function updateBucket(item, { tokens, burst, requestsPerSecond }) {
  const [, trough, text] = item.children;
  const part = burst > 0 ? Math.min(1, tokens / burst) : 0;
  trough.setAttribute("aria-valuemax", burst);
  trough.setAttribute("aria-valuenow", tokens);
  trough.firstElementChild.style.width = `${100 * part}%`;
  const empty = tokens < 1;
  item.classList.toggle("empty", empty);
  setText(text, `${empty ? "empty: " : ""}${level(tokens)} of ${level(burst)} · ${level(requestsPerSecond)}/s`);
}
