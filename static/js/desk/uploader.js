// Sends files in pieces, each small enough to be sent again when a connection breaks.

const TRIES = 4;
const PAUSE_MS = 1500;

export class UploadError extends Error {}

// `onProgress` is told (bytes sent, bytes in all, name of the file).
export class Uploader {
  constructor({
    announce,
    token,
    onProgress = () => {},
    request = (...words) => fetch(...words),
    pause = wait,
    signal,
  }) {
    Object.assign(this, { announce, token, onProgress, request, pause, signal });
  }

  // The address of the delivery.
  async send(files) {
    const list = files.map(({ name, size }) => ({ name, size }));
    const opened = await this.ask(this.announce, { method: "POST", body: JSON.stringify({ files: list }) });
    this.total = files.reduce((sum, file) => sum + file.size, 0);
    this.before = 0;
    for (const [at, file] of files.entries()) await this.sendFile(file, opened.files[at], opened.piece_bytes);
    return (await this.ask(opened.finish, { method: "POST" })).url;
  }

  async sendFile(file, address, pieceBytes) {
    let sent = 0;
    while (sent < file.size) {
      sent = await this.sendPiece(file, address, sent, pieceBytes);
      this.onProgress(this.before + sent, this.total, file.name);
    }
    this.before += file.size;
  }

  // A piece that came through though its answer was lost, or came through in part, is gone on from there.
  async sendPiece(file, address, start, pieceBytes) {
    for (let attempt = 1; ; attempt++) {
      try {
        const body = file.slice(start, start + pieceBytes);
        return (await this.ask(`${address}?desde=${start}`, { method: "PUT", body })).received;
      } catch (error) {
        if (error.received !== undefined && error.received !== start) return error.received;
        if (error instanceof UploadError || error.name === "AbortError" || attempt === TRIES) throw asSentence(error);
        await this.pause(PAUSE_MS * attempt);
      }
    }
  }

  async ask(address, { method, body }) {
    const headers = { "X-CSRFToken": this.token, "Content-Type": "application/octet-stream" };
    const response = await this.request(address, { method, body, headers, signal: this.signal });
    if (response.redirected) throw new UploadError("Su sesión terminó: ingrese otra vez y súbalos de nuevo.");
    const answer = await response.json().catch(() => ({}));
    if (response.ok) return answer;
    if (response.status >= 500 && response.status !== 507) throw new Error(answer.detail ?? "");
    const sentence = answer.detail ?? `El servidor no aceptó los archivos (error ${response.status}).`;
    throw Object.assign(new UploadError(sentence), { received: answer.received });
  }
}

function asSentence(error) {
  if (error instanceof UploadError || error.name === "AbortError") return error;
  return new UploadError("Se cortó la conexión con el servidor. Revise su conexión y súbalos otra vez.");
}

function wait(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
