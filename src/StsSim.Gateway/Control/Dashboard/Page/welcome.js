// What is shown before the first request: how to send it.
import { send } from "./api.js";
import { byId } from "./elements.js";

const example = { account: "123456789012", alias: "stssim", key: "AKIARZPUZDIKKVJVIU2T", secret: "StsSimExampleSecretAccessKeyForLoadTests" };

export function welcomePanel() {
  const command = byId("welcome-command");
  const copied = byId("welcome-copied");
  byId("welcome-copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(command.textContent);
      copied.textContent = "Copied.";
    } catch {
      getSelection().selectAllChildren(command);
      copied.textContent = "Selected: copy it as you copy elsewhere.";
    }
  });

  return {
    async show({ totals, accounts, account }) {
      byId("welcome").hidden = totals.requests > 0 || account !== undefined;
      if (byId("welcome").hidden || command.textContent !== "") {
        return;
      }
      command.textContent = " ";
      const { sts } = await send("GET", "/_stssim").catch(() => ({}));
      const isDefault = accounts.shown.some(of => of.id === example.account && of.alias === example.alias);
      const key = isDefault ? example : { key: "…", secret: "…" };
      byId("welcome-text").textContent = isDefault
        ? "Send the first request, with the example key of the world that StsSim starts with:"
        : "Send the first request, with an access key of your world:";
      command.textContent =
        `AWS_ACCESS_KEY_ID=${key.key} AWS_SECRET_ACCESS_KEY=${key.secret} AWS_DEFAULT_REGION=us-east-1 \\\n`
        + `  aws sts get-federation-token --name Bob --endpoint-url ${sts ?? "http://… (where the simulator listens for AWS)"}`;
    },
  };
}
