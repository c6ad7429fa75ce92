// The upload form with a script: large files go in pieces, and one sees how far they are.
import { UploadError, Uploader } from "../desk/uploader.js";
import { number } from "../shared/format.js";
import { slot } from "../shared/template.js";

const form = document.querySelector("[data-upload]");
const progress = slot(form, "progress");
const problem = slot(form, "problem");
const button = form.querySelector("[type=submit]");
let stopping = null;

function busy(isBusy) {
  progress.hidden = !isBusy;
  button.disabled = isBusy;
}

function tell(sent, total, name) {
  progress.querySelector("progress").value = (100 * sent) / total;
  slot(form, "words").textContent = `Subiendo ${name}: ${number((100 * sent) / total, { decimals: 0 })} %`;
}

function complain(sentence) {
  problem.textContent = sentence;
  problem.hidden = false;
}

async function upload(files) {
  stopping = new AbortController();
  const token = form.elements.csrfmiddlewaretoken.value;
  const uploader = new Uploader({ announce: form.dataset.announce, token, onProgress: tell, signal: stopping.signal });
  try {
    window.location.assign(await uploader.send(files));
  } catch (error) {
    busy(false);
    if (error.name === "AbortError") return complain("Se detuvo la subida: esos archivos no se usarán.");
    complain(error instanceof UploadError ? error.message : "No se pudieron subir los archivos. Inténtelo otra vez.");
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  problem.hidden = true;
  busy(true);
  upload([...form.elements.files.files]);
});
form.querySelector("[data-action=stop]").addEventListener("click", () => stopping?.abort());
