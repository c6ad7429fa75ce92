// Markup stays in the page's <template>s; scripts fill their slots with text.

export function fromTemplate(name) {
  const template = document.getElementById(`template-${name}`);
  if (!template) throw new Error(`The page has no template ${name}`);
  return template.content.firstElementChild.cloneNode(true);
}

export function slot(element, name) {
  const found = element.matches(`[data-slot="${name}"]`) ? element : element.querySelector(`[data-slot="${name}"]`);
  if (!found) throw new Error(`There is no slot ${name}`);
  return found;
}

export function fill(element, texts) {
  for (const [name, text] of Object.entries(texts)) slot(element, name).textContent = text;
  return element;
}
