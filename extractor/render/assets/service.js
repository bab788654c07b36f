"use strict";
/* The service behind the page. Whatever goes wrong becomes a sentence that says what to do. */

const ADVICE = {
  413: "文章太长，请分成几部分。", 415: "服务不读这种文件。", 422: "服务读不了这份输入。", 503: "服务正忙，请稍候再试。",
  "time-limit": "这篇文章用时过长，服务已放弃；请分成几部分。", crash: "这篇文章使服务的进程中断；请分成几部分再试。",
};

class Refusal extends Error {}

async function ask(path, body, headers = {}) {
  const token = sessionStorage.getItem("zhibiao:token");
  let answer;
  try {
    answer = await fetch(path, { method: "POST", body, headers: { ...headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) } });
  } catch {
    throw new Refusal("连不上服务。请确认 zhibiao serve 仍在运行，然后再试。");
  }
  if (answer.status === 401 && await askToken()) return ask(path, body, headers);
  const text = await answer.text();
  if (!answer.ok) throw new Refusal(refusalOf(answer.status, text));
  return readJson(text);
}

function refusalOf(status, text) {
  let detail = "", kind = "";
  try {
    const problem = JSON.parse(text);
    kind = (problem.type ?? "").split(":").pop();
    detail = typeof problem.detail === "string" ? problem.detail : problem.title ?? "";
  } catch { /* what is not JSON comes from something between us and the service */ }
  return [ADVICE[kind] ?? ADVICE[status] ?? `服务答复 ${status}。`, detail].filter(Boolean).join(" ");
}

function askToken() {
  const box = $$("token");
  box.showModal();
  return new Promise((resolve) => {
    box.onclose = () => {
      const said = $$("token-text").value.trim();
      if (box.returnValue === "ok" && said) sessionStorage.setItem("zhibiao:token", said);
      resolve(box.returnValue === "ok" && Boolean(said));
    };
  });
}

const JSON_TYPE = { "Content-Type": "application/json" };

const extractText = (fields) => ask("/v1/extract?text=1", JSON.stringify(fields), JSON_TYPE);

function extractFile(file) {
  const form = new FormData();
  form.append("file", file, file.name);
  return ask("/v1/extract?text=1", form);
}

const MENTIONS = { value: "quantities", growth: "changes", period: "periods" };

/* Have selected text read by the rules that read the article; null where they see nothing there. */
async function readField(doc, name, span) {
  let [from, to] = sentenceAt(doc, span).span;
  const told = await ask("/v1/mentions", JSON.stringify({
    text: doc.points.slice(from, to).join(""), published: doc.result.published?.date ?? null,
  }), JSON_TYPE);
  const found = (told[MENTIONS[name]] ?? []).filter((m) => meets([m.span[0] + from, m.span[1] + from], span));
  return found.find((m) => m.span[0] + from === span[0] && m.span[1] + from === span[1]) ?? found[0] ?? null;
}
