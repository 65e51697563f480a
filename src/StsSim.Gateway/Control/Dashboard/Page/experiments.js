// Starts, follows and stops experiments.
import { act } from "./actions.js";
import { send } from "./api.js";
import { byId, element, keepChildren, keepOptions, setText } from "./elements.js";
import { accountName, ratio, seconds } from "./format.js";

export function experimentsPanel() {
  const choice = byId("experiment-ready");
  const account = byId("experiment-account");
  const json = byId("experiment-json");
  const outcome = byId("experiment-outcome");
  let ready = null;

  const choose = () => {
    const chosen = ready.find(experiment => experiment.file === choice.value);
    setText(byId("experiment-description"), chosen?.description ?? "");
    json.value = chosen ? JSON.stringify(chosen.experiment, null, 2) : "";
  };
  const load = async () => {
    ready = [];
    try {
      ready = await send("GET", "/_stssim/experiments/ready");
      keepOptions(choice, ready.map(({ file, name }) => [file, name]));
      choose();
    } catch {
      ready = null; // with the next snapshot
    }
  };

  choice.addEventListener("change", choose);
  byId("experiment").addEventListener("submit", event => {
    event.preventDefault();
    act(event.currentTarget.querySelector("[type=submit]"), outcome, async () => {
      const started = await send("POST", "/_stssim/experiments", account.value === "" ? json.value : inAccount(json.value, account.value));
      return `${started.name} runs.`;
    });
  });

  const createRun = run => {
    const stop = element("button", { type: "button", class: "stop" }, "Stop");
    stop.setAttribute("aria-label", `Stop ${run.name}`);
    stop.addEventListener("click", () => act(stop, outcome, async () => {
      const stopped = await send("DELETE", `/_stssim/experiments/${run.id}`);
      return `${stopped?.name ?? run.name} was stopped.`;
    }));
    return element("li", { class: "run" },
      element("div", { class: "run-head" }, element("span", { class: "name" }, run.name), reportOf(run), stop),
      element("ol", { class: "strip" }),
      element("p", { class: "note" }),
      element("ul", { class: "expectations" }));
  };

  return {
    async show({ experiments, accounts, time }) {
      if (ready === null) {
        await load();
      }
      keepOptions(account, [["", "the whole world, unless the file says otherwise"], ...accounts.shown.map(of => [of.id, accountName(of)])]);
      const now = Date.parse(time);
      keepChildren(byId("running"), experiments.running, run => run.id, createRun, (item, run) => updateRun(item, run, now));
      byId("ended-title").hidden = experiments.ended.length === 0;
      keepChildren(byId("ended"), experiments.ended, run => run.id, createEnded, () => {});
    },
  };
}

// What is no JSON is sent as it is: the answer says where it is wrong.
function inAccount(json, accountId) {
  try {
    return JSON.stringify({ ...JSON.parse(json), accountId });
  } catch {
    return json;
  }
}

const reportOf = run => element("a", { href: `/_stssim/experiments/${encodeURIComponent(run.id)}/report`, "aria-label": `Report of ${run.name}` }, "Report");

const createEnded = run => element("li", {}, `${run.name}, ${run.state} `, reportOf(run));

function updateRun(item, run, now) {
  const [, strip, note, expectations] = item.children;
  keepChildren(strip, run.phases, phase => phase.name, createPhase, (part, phase) => updatePhase(part, phase, now));
  const where = run.accountId ? `account ${run.accountId}` : "the whole world";
  setText(note, `${run.phase ?? "between phases"}, in ${where}; ${seconds((Date.parse(run.endsAt) - now) / 1000)} left`);
  keepChildren(expectations, run.expectations, expectation => expectation.expectation, createExpectation, updateExpectation);
}

function createPhase(phase) {
  const part = element("li", { title: phase.description ?? phase.name }, element("div", { class: "time" }, element("div")), element("span", { class: "label" }, phase.name));
  part.style.flexGrow = Math.max(phase.durationSeconds, 0.1);
  return part;
}

function updatePhase(part, phase, now) {
  const begun = phase.startedAt ? (now - Date.parse(phase.startedAt)) / 1000 : 0;
  const done = phase.endedAt ? 1 : phase.startedAt ? Math.min(1, Math.max(0, begun / phase.durationSeconds)) : 0;
  part.classList.toggle("running", phase.state === "running");
  if (phase.state === "running") {
    part.setAttribute("aria-current", "step");
  } else {
    part.removeAttribute("aria-current");
  }
  part.firstElementChild.firstElementChild.style.width = `${100 * done}%`;
}

const createExpectation = ({ expectation }) => element("li", {}, element("code", {}, expectation), element("span", { class: "number" }), element("span"));

function updateExpectation(item, { observed, outcome }) {
  setText(item.children[1], ratio(observed));
  setText(item.children[2], outcome);
  item.children[2].className = outcome;
}
