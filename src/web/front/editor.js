// The code editor of the page of rules and templates. It stands in front of
// the page's own text field, which holds what is sent; without it the page
// works all the same.

import { autocompletion, completeAnyWord } from "@codemirror/autocomplete";
import { html } from "@codemirror/lang-html";
import { jinja } from "@codemirror/lang-jinja";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { rust } from "@codemirror/legacy-modes/mode/rust";
import { forceLinting, linter, lintGutter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup } from "codemirror";

// How long a pause ends a stretch of typing, in milliseconds.
const PAUSE = 600;

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.operatorKeyword], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string), tags.attributeValue], color: "var(--code-text)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.comment, tags.meta], color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.propertyName, tags.definition(tags.propertyName), tags.attributeName], color: "var(--accent)" },
  { tag: [tags.tagName, tags.function(tags.variableName)], color: "var(--code-name)" },
  { tag: tags.invalid, color: "var(--danger)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--ink)", border: "1px solid var(--faint)", borderRadius: "0.35rem", fontSize: "0.875rem" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.45", minHeight: "24rem", maxHeight: "75vh", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "var(--accent-soft)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--sheet)", color: "var(--ink)", borderColor: "var(--line)" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--accent-ink)" },
  ".cm-completionIcon": { display: "none" },
  ".cm-completionDetail": { color: "var(--faint)" },
  ".cm-diagnostic": { padding: "0.3rem 0.6rem" },
});

/** The colours and words of a kind of file. */
function language(kind) {
  switch (kind) {
    case "rules":
    case "test":
      return yaml();
    case "script":
      return StreamLanguage.define(rust);
    case "html":
      return jinja({ base: html() });
    default:
      return jinja();
  }
}

/** The part of a schema that a reference of it means. */
function resolved(schema, root) {
  let at = schema;
  for (let depth = 0; at && at.$ref && depth < 8; depth += 1) {
    at = at.$ref.replace(/^#\//, "").split("/").reduce((part, name) => part?.[name], root);
  }
  return at;
}

/** Every part of a schema that may hold: itself, and what it is any or all of. */
function parts(schema, root) {
  const found = [];
  const look = (part, depth) => {
    const at = resolved(part, root);
    if (!at || depth > 4) return;
    found.push(at);
    for (const all of [at.anyOf, at.oneOf, at.allOf]) for (const one of all ?? []) look(one, depth + 1);
  };
  look(schema, 0);
  return found;
}

/** What a key leads to; none leads into the items of a list. */
function inside(schemas, key, root) {
  const found = [];
  for (const schema of schemas.flatMap((one) => parts(one, root))) {
    if (key === null) {
      if (schema.items) found.push(schema.items);
    } else if (schema.properties?.[key]) {
      found.push(schema.properties[key]);
    } else if (schema.additionalProperties && typeof schema.additionalProperties === "object") {
      found.push(schema.additionalProperties);
    }
  }
  return found;
}

/** The keys above a line of YAML, by their indentation; null for an entry of a list. */
function above(doc, number) {
  const path = [];
  const line = doc.line(number).text;
  let indent = line.search(/\S|$/);
  if (/^\s*-\s/.test(line)) {
    path.unshift(null);
  }
  for (let at = number - 1; at > 0 && indent >= 0; at -= 1) {
    const match = /^(\s*)(-\s+)?(?:"([^"]*)"|'([^']*)'|([^\s#:'"-][^:#]*?))\s*:(?:\s|$)/.exec(doc.line(at).text);
    if (!match) continue;
    const [, space, dash, ...names] = match;
    const key = names.find((name) => name !== undefined);
    const column = space.length + (dash ? dash.length : 0);
    const isEntry = dash && column === indent;
    if (column < indent) {
      path.unshift(key);
      indent = column;
    }
    if (dash && (isEntry || column <= indent) && space.length < indent) {
      path.unshift(null);
      indent = space.length;
    }
    if (indent === 0 && !dash) break;
  }
  return path;
}

function ofSchema(root) {
  return (context) => {
    const word = context.matchBefore(/[\w.-]*/);
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    const value = /^\s*(?:-\s+)?([\w.-]+)\s*:\s+\[?[^#]*$/.exec(before);
    if (!context.explicit && word.from === word.to && !value) return null;
    let schemas = above(context.state.doc, line.number).reduce((at, key) => inside(at, key, root), [root]);
    if (value) {
      schemas = inside(schemas, value[1], root).flatMap((one) => parts(one, root));
      const values = schemas.flatMap((one) => one.enum ?? (one.const !== undefined ? [one.const] : one.type === "boolean" ? [true, false] : []));
      const options = [...new Set(values)].map((one) => ({ label: String(one), type: "enum" }));
      return options.length ? { from: word.from, options, validFor: /^[\w.-]*$/ } : null;
    }
    const options = [];
    for (const schema of schemas.flatMap((one) => parts(one, root))) {
      for (const [key, of] of Object.entries(schema.properties ?? {})) {
        options.push({ label: key, apply: `${key}: `, type: "property", info: resolved(of, root)?.description ?? of.description });
      }
    }
    return options.length ? { from: word.from, options, validFor: /^[\w.-]*$/ } : null;
  };
}

function ofScript(words) {
  const options = words.map((word) => ({ label: word.name, detail: word.detail, type: "variable" }));
  return (context) => {
    const word = context.matchBefore(/[\w.]+/);
    return word || context.explicit ? { from: word ? word.from : context.pos, options, validFor: /^[\w.]*$/ } : null;
  };
}

function ofTemplate({ words, filters, files }) {
  const variables = words.map((word) => ({ label: word.name, detail: word.detail, info: word.example, type: "variable" }));
  const afterBar = filters.map((name) => ({ label: name, type: "function" }));
  const named = files.map((name) => ({ label: name, type: "text" }));
  return (context) => {
    const text = context.state.sliceDoc(Math.max(0, context.pos - 400), context.pos);
    const open = Math.max(text.lastIndexOf("{{"), text.lastIndexOf("{%"));
    if (open < 0 || text.lastIndexOf("}}") > open || text.lastIndexOf("%}") > open) return null;
    const tag = text.slice(open);
    const quoted = /\b(?:include|extends|import|from)\s+["']([^"']*)$/.exec(tag);
    if (quoted) return { from: context.pos - quoted[1].length, options: named };
    const filter = /\|\s*(\w*)$/.exec(tag);
    if (filter) return { from: context.pos - filter[1].length, options: afterBar, validFor: /^\w*$/ };
    const word = context.matchBefore(/[\w.]+/);
    if (!word && !context.explicit) return null;
    return { from: word ? word.from : context.pos, options: variables, validFor: /^[\w.]*$/ };
  };
}

async function completion(field) {
  const found = await fetch(field.dataset.words).catch(() => null);
  if (!found?.ok) return [];
  const words = await found.json();
  switch (field.dataset.kind) {
    case "rules":
      return [ofSchema(words.schema)];
    case "script":
      return [ofScript(words.words), completeAnyWord];
    case "test":
      return [completeAnyWord];
    default:
      return [ofTemplate(words)];
  }
}

/** Asks the service for the mistakes of what is written. */
async function check(field, view) {
  const form = new URLSearchParams({ path: field.form.elements.path.value, text: view.state.doc.toString() });
  // The page may be left meanwhile.
  const answer = await fetch(field.dataset.check, { method: "POST", body: form }).catch(() => null);
  if (!answer?.ok) return [];
  const { problems } = await answer.json();
  field.form.dispatchEvent(new CustomEvent("relance:checked", { detail: problems }));
  const { doc } = view.state;
  return problems.filter((problem) => problem.here).map((problem) => {
    const line = doc.line(Math.min(Math.max(problem.line || 1, 1), doc.lines));
    const from = Math.min(line.from + Math.max((problem.column || 1) - 1, 0), line.to);
    const word = /^[^\s,;:]*/.exec(doc.sliceString(from, line.to))[0];
    const to = Math.min(from + Math.max(word.length, 1), line.to);
    return { from, to: Math.max(from, to), severity: problem.severity, message: problem.message };
  });
}

/** The mistakes as the page lists them. */
function list(problems, place) {
  if (problems.length === 0) {
    const none = document.createElement("p");
    none.className = "notice ok";
    none.textContent = place.dataset.none;
    place.replaceChildren(none);
    return;
  }
  const all = document.createElement("ul");
  all.className = "problems";
  for (const problem of problems) {
    const isError = problem.severity === "error";
    const kind = document.createElement("span");
    kind.className = `badge ${isError ? "danger" : "warn"}`;
    kind.textContent = isError ? place.dataset.error : place.dataset.warning;
    const link = document.createElement(problem.link ? "a" : "span");
    if (problem.link) link.href = problem.link;
    if (problem.here && problem.line) link.dataset.line = problem.line;
    const code = document.createElement("code");
    code.textContent = problem.place;
    link.append(code);
    const entry = document.createElement("li");
    entry.append(kind, " ", link, " ", problem.message);
    all.append(entry);
  }
  place.replaceChildren(all);
}

/** Shows the preview anew, in a new frame: nothing is added to the history of
 * the browser. */
function preview(form) {
  const button = form.elements.preview;
  const frame = form.querySelector("iframe");
  if (!button || !frame || !form.elements.customer?.value) return;
  const fresh = frame.cloneNode();
  frame.replaceWith(fresh);
  form.requestSubmit(button);
}

/** Goes to a line. */
function goTo(view, number) {
  const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
  view.dispatch({ selection: { anchor: line.from }, effects: EditorView.scrollIntoView(line.from, { y: "center" }) });
  view.focus();
}

function open(field) {
  const place = document.createElement("div");
  place.className = "editor-place";
  // In a root of its own the styles need no exception of the page's policy.
  const root = place.attachShadow({ mode: "open" });
  const inner = document.createElement("div");
  root.append(inner);
  let complete = () => null;
  let pause = 0;
  const changed = EditorView.updateListener.of((update) => {
    if (!update.docChanged) return;
    field.value = update.state.doc.toString();
    clearTimeout(pause);
    pause = setTimeout(() => field.form.dispatchEvent(new CustomEvent("relance:pause")), PAUSE);
  });
  const view = new EditorView({
    root,
    parent: inner,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        basicSetup,
        language(field.dataset.kind),
        syntaxHighlighting(colours),
        look,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": field.dataset.label, tabindex: "0" }),
        EditorState.readOnly.of(field.readOnly),
        autocompletion({ override: [(context) => complete(context)] }),
        lintGutter(),
        linter((view) => check(field, view), { delay: PAUSE }),
        // The key of saving, as everywhere.
        keymap.of([{ key: "Mod-s", preventDefault: true, run: () => { field.form.elements.save?.click(); return true; } }]),
        changed,
      ],
    }),
  });
  completion(field).then((sources) => {
    complete = async (context) => {
      for (const source of sources) {
        const found = await source(context);
        if (found) return found;
      }
      return null;
    };
  });
  field.before(place);
  field.hidden = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link) return;
    event.preventDefault();
    goTo(view, Number(link.dataset.line));
  });
  const { form } = field;
  const found = document.getElementById("problems");
  form.addEventListener("relance:checked", (event) => list(event.detail, found));
  form.addEventListener("relance:pause", () => preview(form));
  form.elements.customer?.addEventListener("change", () => preview(form));
  preview(form);
  if (field.dataset.line) goTo(view, Number(field.dataset.line));
  forceLinting(view);
}

for (const field of document.querySelectorAll("textarea[data-editor]")) open(field);
