// Asks for the admin token: once, however many requests want it.
import { byId } from "./elements.js";

let asked = null;

/** The token that was typed in. */
export function askForToken(wasWrong) {
  asked ??= ask(wasWrong).finally(() => { asked = null; });
  return asked;
}

function ask(wasWrong) {
  const dialog = byId("token");
  const input = byId("token-value");
  const outcome = byId("token-outcome");
  outcome.textContent = wasWrong ? "That was not it." : "";
  outcome.classList.toggle("bad", wasWrong);
  input.value = "";
  if (!dialog.open) {
    dialog.showModal();
  }
  input.focus();
  return new Promise(resolve => {
    dialog.addEventListener("cancel", keepOpen);
    byId("token-form").addEventListener("submit", event => {
      event.preventDefault();
      dialog.removeEventListener("cancel", keepOpen);
      dialog.close();
      resolve(input.value.trim());
      input.value = "";
    }, { once: true });
  });
}

// Without it there is nothing to see.
function keepOpen(event) {
  event.preventDefault();
}
