// Asks for JSON; what goes wrong comes back as a sentence a person can read.

export class RequestError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.name = "RequestError";
    this.status = status;
  }

  get isNotFound() {
    return this.status === 404 || this.status === 410;
  }
}

const AWAY = "No pudimos comunicarnos con el servidor. Revise su conexión e inténtelo otra vez.";

export async function getJson(url, { signal } = {}) {
  let response;
  try {
    response = await fetch(url, { signal, headers: { Accept: "application/geo+json, application/json" } });
    if (response.ok) return await response.json();
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new RequestError(AWAY);
  }
  throw new RequestError(await sentence(response), response.status);
}

async function sentence(response) {
  const problem = await response.json().catch(() => ({}));
  if (problem.detail) return problem.detail;
  return response.status >= 500
    ? `El servidor no pudo responder (error ${response.status}). Inténtelo otra vez en unos minutos.`
    : `El servidor no aceptó la consulta (error ${response.status}).`;
}
