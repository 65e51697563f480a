// Sets the rate and burst of an account, or of all that have none of their own.
import { act } from "./actions.js";
import { send } from "./api.js";
import { byId, keepOptions } from "./elements.js";
import { accountName, level } from "./format.js";

const everybody = "";
const hard = { requestsPerSecond: 1, burst: 1 };
const aws = { requestsPerSecond: 600, burst: 600 };

export function quotasPanel() {
  const form = byId("quotas");
  const account = byId("quotas-account");
  const rate = byId("quotas-rate");
  const burst = byId("quotas-burst");
  const outcome = byId("quotas-outcome");
  const path = () => (account.value === everybody ? "/_stssim/quotas" : `/_stssim/accounts/${account.value}/quotas`);
  const name = () => account.selectedOptions[0].textContent;

  const fill = limits => {
    rate.value = limits.requestsPerSecond;
    burst.value = limits.burst;
  };
  const read = () => send("GET", path()).then(quotas => fill(quotas.default), () => {});
  const put = (button, limits) => act(button, outcome, async () => {
    const { default: now } = await send("PUT", path(), { default: limits });
    fill(now);
    return `${name()}: ${level(now.requestsPerSecond)} requests a second, burst ${level(now.burst)}.`;
  });

  account.addEventListener("change", read);
  form.addEventListener("submit", event => {
    event.preventDefault();
    put(form.querySelector("[type=submit]"), { requestsPerSecond: Number(rate.value), burst: Number(burst.value) });
  });
  byId("quotas-hard").addEventListener("click", event => put(event.currentTarget, hard));
  byId("quotas-default").addEventListener("click", event => {
    if (account.value === everybody) {
      put(event.currentTarget, aws);
      return;
    }
    act(event.currentTarget, outcome, async () => {
      await send("DELETE", path());
      await read();
      return `${name()} follows the quotas of the world again.`;
    });
  });

  let first = true;
  return {
    show({ accounts, account: scope }) {
      keepOptions(account, [...accounts.shown.map(of => [of.id, accountName(of)]), [everybody, "every account without its own"]]);
      if (first) {
        first = false;
        account.value = scope ?? accounts.shown[0]?.id ?? everybody;
        read();
      }
    },
  };
}
