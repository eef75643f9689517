// Writes the descriptor's text, for the first steps and for what comes from the old scripts. Nothing here touches the page.

const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
const ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"};

/** What stands between the quotes of an attribute (XML 1.0, 2.3 and 3.3.3); what XML cannot say at all is left out. */
export function escape(value) {
  return value.replace(ILLEGAL, "").replace(/[&<>"\t\n\r]/g, (mark) => ENTITIES[mark]);
}

/** One Resource; attributes without a value are left out. */
export function resource(name, attributes) {
  const lines = [
    ["type", "org.latchkey.config.Settings"],
    ["factory", "org.latchkey.config.SettingsFactory"],
    ...Object.entries(attributes).filter(([, value]) => value),
  ].map(([attribute, value]) => `            ${attribute}="${escape(value)}"`);
  return `  <Resource name="latchkey/${escape(name)}"\n${lines.join("\n")}/>`;
}

export function context(resources) {
  return `<Context>\n${resources.join("\n\n")}\n</Context>`;
}

/** The path as Tomcat knows it, wherever it is installed. */
export function secretPath(name) {
  return "${catalina.base}/conf/latchkey/" + name;
}

/** A name for the directory's resource, as the letters and digits of the domain's first label. */
export function label(domain) {
  return domain.split(".")[0].toLowerCase().replace(/[^a-z0-9-]/g, "") || "corp";
}
