import assert from "node:assert/strict";
import { test } from "node:test";
import { UploadError, Uploader } from "../../static/js/desk/uploader.js";

const file = (name, text) => Object.assign(new Blob([text]), { name });
const answer = (status, body) => ({ ok: status < 300, status, json: async () => body });
const lost = () => {
  throw new TypeError("network");
};

// A server that holds what it gets; `trouble` may answer in its stead, by how manieth request it is.
function server(trouble = {}) {
  const asked = [];
  const kept = new Map();
  async function request(address, { method, body, headers }) {
    asked.push(`${method} ${address}`);
    assert.equal(headers["X-CSRFToken"], "t");
    const [path, start] = address.split("?desde=");
    const odd = trouble[asked.length];
    if (method === "PUT" && !odd?.isDeaf) kept.set(path, (kept.get(path) ?? "") + (await body.text()));
    if (odd) return odd.answer();
    if (address === "/new") {
      const { files } = JSON.parse(body);
      return answer(201, { files: files.map((each) => `/${each.name}`), finish: "/done", piece_bytes: 4 });
    }
    if (method === "PUT") return answer(200, { received: Number(start) + body.size });
    return answer(200, { url: "/entregas/7/" });
  }
  return { asked, kept, request };
}

function uploader({ request }, more = {}) {
  return new Uploader({ announce: "/new", token: "t", request, pause: async () => {}, ...more });
}

test("files go in pieces, one after the other, and how far they are is told", async () => {
  const fake = server();
  const told = [];
  const onProgress = (...words) => told.push(words);
  const url = await uploader(fake, { onProgress }).send([file("a", "123456"), file("b", "xy")]);
  assert.equal(url, "/entregas/7/");
  assert.deepEqual(fake.asked, ["POST /new", "PUT /a?desde=0", "PUT /a?desde=4", "PUT /b?desde=0", "POST /done"]);
  assert.deepEqual(
    [...fake.kept],
    [
      ["/a", "123456"],
      ["/b", "xy"],
    ],
  );
  assert.deepEqual(told, [
    [4, 8, "a"],
    [6, 8, "a"],
    [8, 8, "b"],
  ]);
});

test("a piece that was lost is sent again", async () => {
  const fake = server({ 3: { answer: lost, isDeaf: true }, 4: { answer: () => answer(502, {}), isDeaf: true } });
  await uploader(fake).send([file("a", "123456")]);
  assert.equal(fake.kept.get("/a"), "123456");
});

test("a piece that came through though its answer was lost is not sent twice", async () => {
  const fake = server({
    3: { answer: lost },
    4: { answer: () => answer(409, { detail: "no", received: 6 }), isDeaf: true },
  });
  await uploader(fake).send([file("a", "123456")]);
  assert.equal(fake.kept.get("/a"), "123456");
});

test("what the server refuses is said in its words, at once", async () => {
  const fake = server({ 1: { answer: () => answer(413, { detail: "Pesa demasiado." }) } });
  await assert.rejects(uploader(fake).send([file("a", "1")]), new UploadError("Pesa demasiado."));
  assert.equal(fake.asked.length, 1);
});

test("a connection that stays away ends with a sentence", async () => {
  const trouble = Object.fromEntries([2, 3, 4, 5].map((at) => [at, { answer: lost, isDeaf: true }]));
  const fake = server(trouble);
  await assert.rejects(uploader(fake).send([file("a", "1")]), /^UploadError|Se cortó la conexión/);
  assert.equal(fake.asked.length, 5);
});

test("who is no longer signed in is told so, not led astray", async () => {
  const fake = server({ 2: { answer: () => ({ ...answer(200, {}), redirected: true }), isDeaf: true } });
  await assert.rejects(uploader(fake).send([file("a", "1")]), /Su sesión terminó/);
  assert.equal(fake.asked.length, 2);
});
