// Switches the ready fault rules, for everybody or for one account, and shows all rules that are in force.
import { act, say } from "./actions.js";
import { send } from "./api.js";
import { byId, element, keepChildren, keepOptions, setText } from "./elements.js";
import { accountName, count } from "./format.js";

export function faultsPanel() {
  const account = byId("faults-account");
  const outcome = byId("faults-outcome");
  let presets = null;
  let last = null;
  const path = (id, of = account.value) => `${of === "" ? "/_stssim" : `/_stssim/accounts/${of}`}/faults/${encodeURIComponent(id)}`;

  const flip = async box => {
    const name = box.dataset.preset;
    const wanted = box.checked;
    box.dataset.wanted = wanted;
    const done = await act(box, outcome, async () => {
      await (wanted ? send("PUT", path(name), { preset: name }) : send("DELETE", path(name)));
      return wanted ? `${name} is on.` : `${name} is off.`;
    });
    if (!done) {
      box.checked = !wanted;
    }
  };

  const create = ([name, preset]) => {
    const box = element("input", { type: "checkbox", role: "switch", "data-preset": name, "aria-describedby": `preset-${name}` });
    box.addEventListener("change", () => flip(box));
    return element("li", {}, element("label", { class: "switch" },
      box,
      element("span", { class: "text" }, element("span", { class: "id" }, name), element("span", { class: "note", id: `preset-${name}` }, ` ${preset.description ?? ""}`)),
      element("span", { class: "note count" })));
  };

  const update = (item, [name], faults) => {
    const box = item.querySelector("input");
    const rule = faults.shown.find(fault => fault.id === name && !fault.experiment && (fault.accountId ?? "") === account.value);
    const isOn = rule !== undefined && rule.enabled !== false;
    if (box.getAttribute("aria-busy") !== "true") {
      box.checked = isOn;
    }
    setText(item.querySelector(".count"), isOn ? `${count(rule.fired)} of ${count(rule.considered)}` : "");
  };

  const showAll = ({ faults }) => {
    keepChildren(byId("presets"), Object.entries(presets), ([name]) => name, create, (item, preset) => update(item, preset, faults));
    const others = faults.shown.filter(fault => fault.experiment || (fault.accountId ?? "") !== account.value || !(fault.id in presets));
    byId("rules-title").hidden = others.length === 0;
    keepChildren(byId("rules"), others, fault => JSON.stringify([fault.accountId, fault.experiment, fault.id]), createRule, updateRule);
  };

  const createRule = fault => {
    const remove = element("button", { type: "button" }, "Remove");
    remove.setAttribute("aria-label", `Remove the rule ${fault.id}`);
    remove.hidden = Boolean(fault.experiment);
    remove.addEventListener("click", () => act(remove, outcome, async () => {
      await send("DELETE", path(fault.id, fault.accountId ?? ""));
      return `${fault.id} is off.`;
    }));
    return element("li", {}, element("span", { class: "what" }), element("span", { class: "note count" }), remove);
  };

  const updateRule = (item, fault) => {
    const whom = fault.accountId ? `account ${fault.accountId}` : "everybody";
    const by = fault.experiment ? ", by an experiment" : "";
    const { type, code } = fault.effect ?? presets[fault.preset].effect;
    setText(item.firstElementChild, `${fault.id}: ${type}${code ? ` ${code}` : ""}, for ${whom}${by}${fault.enabled === false ? " (off)" : ""}`);
    setText(item.children[1], `${count(fault.fired)} of ${count(fault.considered)}`);
  };

  account.addEventListener("change", () => {
    say(outcome, "", null);
    if (presets && last) {
      showAll(last);
    }
  });

  return {
    async show(snapshot) {
      last = snapshot;
      keepOptions(account, [["", "everybody"], ...snapshot.accounts.shown.map(of => [of.id, accountName(of)])]);
      if (presets === null) {
        presets = {};
        try {
          presets = await send("GET", "/_stssim/fault-presets");
        } catch (error) {
          presets = null;
          say(outcome, error.message, "bad");
          return;
        }
      }
      showAll(last);
    },
  };
}
