// Reads the settings that a classic ASP script assigns. It is a reader of tokens, and runs nothing. Time and memory grow with
// the length of the text only, whatever stands in it.

const LONGEST_VALUE = 65536;
const DEEPEST = 16;
const BREAKS = new Map([
  ["vbcrlf", "\r\n"], ["vbnewline", "\r\n"], ["vblf", "\n"], ["vbcr", "\r"], ["vbtab", "\t"], ["vbnullstring", ""],
]);

/** The text of a file in UTF-8, UTF-16 or, as old editors left it, Windows-1252. */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes.length > 3 && bytes[0] === 0 && bytes[2] === 0) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

const OPENING = /<script\b/gi;
const CLOSING = /<\/script\s*>/gi;

function next(pattern, text, from) {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found && {start: found.index, end: pattern.lastIndex};
}

/** The scripts for the server, and the text without them. Each part of the text is looked at once. */
function serverScripts(text) {
  const scripts = [];
  const rest = [];
  let from = 0;
  for (let tag = next(OPENING, text, 0); tag; tag = next(OPENING, text, from)) {
    const begin = text.indexOf(">", tag.end) + 1;
    if (begin === 0) break;
    const end = next(CLOSING, text, begin) ?? {start: text.length, end: text.length};
    const isServers = /\brunat\b/i.test(text.slice(tag.end, begin));
    if (isServers) scripts.push(text.slice(begin, end.start));
    rest.push(text.slice(from, isServers ? tag.start : end.end));
    from = end.end;
  }
  rest.push(text.slice(from));
  return {scripts, rest: rest.join("")};
}

/** What the server would run: the blocks between the delimiters and the scripts for the server; all where there are none. */
function code(text) {
  const {scripts: blocks, rest} = serverScripts(text);
  let from = rest.indexOf("<%");
  if (from < 0 && !blocks.length) return text;
  while (from >= 0) {
    const end = rest.indexOf("%>", from);
    blocks.push(rest.slice(from + 2, end < 0 ? rest.length : end));
    from = end < 0 ? -1 : rest.indexOf("<%", end);
  }
  return blocks.filter((block) => !block.startsWith("@")).join("\n");
}

const isBlank = (c) => c === " " || c === "\t" || c === "\u00a0" || c === "\ufeff";
const isBreak = (c) => c === "\n" || c === "\r";
const isWord = (c) => c !== undefined && /[\p{L}\p{N}_]/u.test(c);

/** Lists of tokens, one for each statement: strings, names in lower case, and single marks. */
export function statements(text) {
  const source = code(text);
  const all = [];
  let tokens = [];
  let at = 0;
  const toEndOfLine = (from) => {
    while (from < source.length && !isBreak(source[from])) from++;
    return from;
  };
  const close = () => {
    if (tokens.length) all.push(tokens);
    tokens = [];
  };
  while (at < source.length) {
    const c = source[at];
    if (isBreak(c) || c === ":") {
      close();
      at++;
    } else if (isBlank(c)) {
      at++;
    } else if (c === "'") {
      at = toEndOfLine(at);
    } else if (c === '"') {
      const parts = [];
      let end = ++at;
      for (; end < source.length && !isBreak(source[end]); end++) {
        if (source[end] !== '"') continue;
        if (source[end + 1] !== '"') break;
        parts.push(source.slice(at, end + 1));
        at = ++end + 1;
      }
      parts.push(source.slice(at, end));
      tokens.push({kind: source[end] === '"' ? "string" : "broken", value: parts.join("")});
      at = source[end] === '"' ? end + 1 : end;
    } else if (c === "_" && !isWord(source[at + 1]) && continues(source, at)) {
      at = toEndOfLine(at);
      at += source[at] === "\r" && source[at + 1] === "\n" ? 2 : 1;
    } else if (c === "[") {
      let end = at;
      while (end < source.length && source[end] !== "]" && !isBreak(source[end])) end++;
      tokens.push({kind: "name", value: source.slice(at + 1, end).toLowerCase()});
      at = source[end] === "]" ? end + 1 : end;
    } else if (isWord(c)) {
      let end = at;
      while (isWord(source[end])) end++;
      const name = source.slice(at, end).toLowerCase();
      at = name === "rem" && !tokens.length ? toEndOfLine(end) : end;
      if (name !== "rem" || tokens.length) tokens.push({kind: "name", value: name});
    } else {
      tokens.push({kind: "mark", value: c});
      at++;
    }
  }
  close();
  return all;
}

function continues(source, at) {
  let next = at + 1;
  while (isBlank(source[next])) next++;
  return next < source.length && isBreak(source[next]);
}

const isMark = (token, ...marks) => token !== undefined && token.kind === "mark" && marks.includes(token.value);

/** Functions that leave a setting readable. */
const FUNCTIONS = new Map([
  ["trim", (text) => text.trim()], ["ltrim", (text) => text.trimStart()], ["rtrim", (text) => text.trimEnd()],
  ["cstr", (text) => text], ["chr", character], ["chrw", character],
]);

function character(code) {
  const number = Number(code);
  return Number.isInteger(number) && number > 0 && number < 0x10000 ? String.fromCharCode(number) : undefined;
}

/** The text that an expression of constants joined by & comes to; undefined where anything else is in it. */
function value(tokens, known) {
  let at = 0;
  let open = 0;
  const operand = () => {
    const {kind, value: text} = tokens[at++] ?? {};
    if (kind === "string") return text;
    if (kind === "mark") return text === "(" ? enclosed((inner) => inner) : undefined;
    if (kind !== "name") return undefined;
    if (isMark(tokens[at], "(")) {
      at++;
      return FUNCTIONS.has(text) ? enclosed(FUNCTIONS.get(text)) : undefined;
    }
    return known.get(text) ?? BREAKS.get(text) ?? (/^\d+$/.test(text) && open > 0 ? text : undefined);
  };
  const enclosed = (apply) => {
    if (++open > DEEPEST) return undefined;
    const inner = sum();
    open--;
    return inner !== undefined && isMark(tokens[at++], ")") ? apply(inner) : undefined;
  };
  const sum = () => {
    let joined = operand();
    while (joined !== undefined && isMark(tokens[at], "&", "+")) {
      at++;
      const part = operand();
      joined = part === undefined || joined.length + part.length > LONGEST_VALUE ? undefined : joined + part;
    }
    return joined;
  };
  const text = sum();
  return at === tokens.length ? text : undefined;
}

function split(tokens, mark) {
  const parts = [[]];
  let depth = 0;
  for (const token of tokens) {
    const is = (c) => token.kind === "mark" && token.value === c;
    depth += is("(") ? 1 : is(")") ? -1 : 0;
    if (is(mark) && depth === 0) parts.push([]);
    else parts[parts.length - 1].push(token);
  }
  return parts;
}

const QUALIFIERS = new Set(["public", "private", "const", "dim", "let"]);

/** The assignments of one statement, as pairs of a name and the tokens behind the sign. */
export function assignments(statement) {
  let from = 0;
  while (from < statement.length && QUALIFIERS.has(statement[from].value)) from++;
  const several = from > 0 ? split(statement.slice(from), ",") : [statement];
  return several
    .filter((tokens) => tokens.length > 2 && tokens[0].kind === "name" && tokens[1].kind === "mark" && tokens[1].value === "=")
    .map((tokens) => [tokens[0].value, tokens.slice(2)]);
}

/** All names with the text they get. An empty text does not take the place of another. */
export function constants(all, known = new Map()) {
  for (const statement of all) {
    for (const [name, tokens] of assignments(statement)) {
      const text = value(tokens, known);
      if (text !== undefined && (text !== "" || !known.has(name))) known.set(name, text);
    }
  }
  return known;
}
