// Copies text, also where the page is not on HTTPS and navigator.clipboard is missing.

export async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand("copy");
  }
}
