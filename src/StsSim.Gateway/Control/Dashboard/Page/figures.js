// The big figures, and the same since the last reset.
import { byId, setText } from "./elements.js";
import { count, rate, ratio } from "./format.js";

export function figuresPanel() {
  return {
    show({ rates, totals, activeSessions, accounts }) {
      const failed = of => of.clientErrors + of.serverErrors + of.abandoned;
      setText(byId("figure-requests"), rate(rates?.requests));
      setText(byId("figure-ok"), rate(rates?.ok));
      setText(byId("figure-throttled"), rate(rates?.throttled));
      setText(byId("figure-failed"), rate(rates ? failed(rates) : null));
      setText(byId("figure-amplification"), ratio(rates?.amplification));
      setText(byId("figure-sessions"), count(activeSessions));
      setText(byId("total-requests"), `${count(totals.requests)} in all`);
      setText(byId("total-ok"), `${count(totals.ok)} in all`);
      setText(byId("total-throttled"), `${count(totals.throttled)} in all`);
      setText(byId("total-failed"), `${count(failed(totals))} in all`);
      setText(byId("total-amplification"), `${ratio(totals.amplification)} in all`);
      setText(byId("total-sessions"), accounts.total > 1 ? `in ${count(accounts.shown.length)} accounts` : "");
    },
  };
}
