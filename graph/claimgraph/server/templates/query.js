"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const text = byId("text"), status = byId("status"), answer = byId("answer"), save = byId("save");
  const MOST = 2000; // rows drawn; the file that is saved has them all
  let asked = "";

  for (const query of data.queries) {
    const option = document.createElement("option");
    option.value = query.name;
    option.textContent = `${query.title} (${query.name})`;
    byId("named").append(option);
  }
  byId("named").addEventListener("change", (event) => {
    const query = data.queries.find((one) => one.name === event.target.value);
    byId("about").textContent = query ? query.about : "";
    if (query) text.value = query.text;
  });
  text.value = "SELECT ?class (COUNT(?s) AS ?n)\nWHERE { ?s a ?class }\nGROUP BY ?class\nORDER BY DESC(?n)\n";
  byId("run").addEventListener("click", run);
  save.addEventListener("click", () => keep().catch((error) => say(String(error), true)));
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });

  function say(words, failed) {
    status.textContent = words;
    status.classList.toggle("failed", Boolean(failed));
  }

  function ask(query, accept) {
    const headers = { "Content-Type": "application/sparql-query", Accept: accept };
    return fetch("/sparql", { method: "POST", body: query, headers });
  }

  async function run() {
    answer.replaceChildren();
    save.disabled = true;
    say("…");
    const start = performance.now();
    try {
      const response = await ask(text.value, "application/sparql-results+json, text/turtle;q=0.9");
      const body = await response.text();
      if (!response.ok) return say(body.trim(), true);
      const took = `${Math.round(performance.now() - start)} ms`;
      if (!response.headers.get("Content-Type").includes("json")) {
        const lines = document.createElement("pre");
        lines.textContent = body;
        answer.append(lines);
        return say(took);
      }
      const result = JSON.parse(body);
      if ("boolean" in result) return say(`${result.boolean ? "yes" : "no"}, ${took}`);
      asked = text.value;
      save.disabled = false;
      show(result.head.vars, result.results.bindings);
      const rows = result.results.bindings.length;
      say(`${rows} rows, ${took}${rows > MOST ? `; the first ${MOST} are drawn` : ""}`);
    } catch (error) {
      say(String(error), true);
    }
  }

  function show(names, rows) {
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    for (const name of names) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const body = table.createTBody();
    for (const row of rows.slice(0, MOST)) {
      const line = body.insertRow();
      for (const name of names) line.insertCell().textContent = row[name] ? short(row[name]) : "";
    }
    answer.append(table);
  }

  function short(term) {
    if (term.type !== "uri") return term.value;
    let best = ["", ""];
    for (const pair of Object.entries(data.prefixes))
      if (term.value.startsWith(pair[1]) && pair[1].length > best[1].length) best = pair;
    return best[0] ? `${best[0]}:${term.value.slice(best[1].length)}` : term.value;
  }

  async function keep() {
    const response = await ask(asked, "text/csv");
    if (!response.ok) return say((await response.text()).trim(), true);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = "answer.csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }
})();
