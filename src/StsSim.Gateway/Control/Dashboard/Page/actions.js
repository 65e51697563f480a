// What somebody asks for by a control, and what came of it, said beside the control.

/** Does something and says how it went; while it is being done, the control is busy and does nothing more. */
export async function act(control, outcome, perform) {
  if (control.getAttribute("aria-busy") === "true") {
    return false;
  }
  control.setAttribute("aria-busy", "true");
  try {
    say(outcome, await perform(), "good");
    return true;
  } catch (error) {
    say(outcome, error.message, "bad");
    return false;
  } finally {
    control.removeAttribute("aria-busy");
  }
}

/** kind: good, bad, or neither. */
export function say(outcome, text, kind) {
  outcome.textContent = text;
  outcome.classList.toggle("good", kind === "good");
  outcome.classList.toggle("bad", kind === "bad");
}
