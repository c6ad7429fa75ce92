// A form of lists that narrow each other. The server draws the page of each choice; only its main part is exchanged, so
// there is one set of rules, and the address can be shared at every step.
import { announce } from "../shared/announce.js";

export function narrowWithoutReload() {
  const main = document.querySelector("main");
  let pending = null;
  const take = async (form, focused) => {
    pending?.abort();
    pending = new AbortController();
    try {
      await follow(main, form, focused, pending.signal);
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  };
  main.addEventListener("change", ({ target }) => {
    const form = target.closest("form[data-narrow]");
    if (form) take(form, target.id);
  });
  window.addEventListener("popstate", () => location.reload());
  hideButtons(main);
  takeWhatIsChosen(main.querySelector("form[data-narrow]"), take);
}

// Somebody may have chosen before this script was there, or come back to a form that the browser filled.
function takeWhatIsChosen(form, take) {
  const changed = [...form.querySelectorAll("select")].find(
    (list) => list.value !== (list.querySelector("option[selected]")?.value ?? ""),
  );
  if (changed) take(form, changed.id);
}

async function follow(main, form, focused, signal) {
  const address = `${form.getAttribute("action")}?${filled(new FormData(form))}`;
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(`The search answered ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  main.replaceChildren(...page.querySelector("main").childNodes);
  hideButtons(main);
  document.title = page.title;
  history.pushState(null, "", address);
  document.getElementById(focused)?.focus();
  announce("Listas y mapa actualizados");
}

function filled(data) {
  return new URLSearchParams([...data].filter(([, value]) => value));
}

// With a script the lists follow by themselves.
function hideButtons(main) {
  for (const button of main.querySelectorAll("[data-without-script]")) button.hidden = true;
}
