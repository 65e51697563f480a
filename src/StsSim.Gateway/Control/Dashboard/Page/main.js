// The dashboard: follows the simulator's events and shows each in every panel.
import { accountsPanel } from "./accounts.js";
import { chartPanel } from "./chart.js";
import { clientsPanel } from "./clients.js";
import { byId, keepOptions } from "./elements.js";
import { follow } from "./events.js";
import { experimentsPanel } from "./experiments.js";
import { faultsPanel } from "./faults.js";
import { figuresPanel } from "./figures.js";
import { accountName } from "./format.js";
import { quotasPanel } from "./quotas.js";
import { welcomePanel } from "./welcome.js";

const panels = [welcomePanel(), figuresPanel(), chartPanel(), clientsPanel(), accountsPanel(), quotasPanel(), faultsPanel(), experimentsPanel()];
const scope = byId("scope");
const connection = byId("connection");
let offered = [];
let stop = () => {};

function tell(text, kind) {
  if (connection.textContent !== text) {
    connection.textContent = text;
    connection.className = `connection ${kind}`;
  }
}

function offer(accounts) {
  offered = accounts;
  keepOptions(scope, [["", "all accounts"], ...accounts.map(account => [account.id, accountName(account)])]);
}

function begin(account) {
  stop();
  stop = follow(account, {
    event(name, data) {
      if (name === "history") {
        panels.forEach(panel => panel.history?.(data));
      } else if (name === "problem") {
        tell(data.detail, "lost");
      } else {
        tell(data.clock.skewSeconds === 0 && data.clock.sessionTimeScale === 1
          ? "Live"
          : `Live; sessions age ${data.clock.sessionTimeScale} times as fast, the clock is ${data.clock.skewSeconds} s ahead`, "live");
        if (account === "" || !offered.some(of => of.id === account)) {
          offer(data.accounts.shown);
          scope.value = account;
        }
        panels.forEach(panel => panel.show(data));
      }
    },
    lost() {
      tell("Connection lost, trying again…", "lost");
    },
    gone(detail) {
      tell(detail, "lost");
    },
  });
}

scope.addEventListener("change", () => {
  const address = new URL(location.href);
  if (scope.value === "") {
    address.searchParams.delete("account");
  } else {
    address.searchParams.set("account", scope.value);
  }
  history.replaceState(null, "", address);
  begin(scope.value);
});

begin(new URL(location.href).searchParams.get("account") ?? "");
