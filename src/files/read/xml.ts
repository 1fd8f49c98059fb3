const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export interface XmlOptions {
  /** Elements, by their name without prefix, whose text counts. */
  readonly texts: ReadonlySet<string>;
  /** Elements that end a line. */
  readonly lines: ReadonlySet<string>;
  /** Elements that stand for a space. */
  readonly spaces: ReadonlySet<string>;
}

/**
 * Collects the text of an XML document that comes in pieces. It keeps no tree, and knows no entities but the five of XML and those of
 * numbers: what a document defines for itself is never expanded.
 */
export function createXmlText({ texts, lines, spaces }: XmlOptions, onText: (text: string) => void) {
  let rest = '';
  let depth = 0;

  const tag = (content: string): void => {
    const [, slash, name = '', end] = /^(\/?)(?:[\w.-]+:)?([\w.-]+)[^]*?(\/?)$/.exec(content) ?? [];
    if (spaces.has(name) && slash === '') onText(' ');
    if (lines.has(name) && (slash === '/' || end === '/')) onText('\n');
    if (!texts.has(name)) return;
    if (slash === '/') depth = Math.max(0, depth - 1);
    else if (end !== '/') depth += 1;
  };

  return {
    write(piece: string): void {
      rest += piece;
      let at = 0;
      for (;;) {
        const open = rest.indexOf('<', at);
        const text = rest.slice(at, open === -1 ? rest.length : open);
        if (open === -1) {
          // An entity may go on in the next piece.
          const whole = text.lastIndexOf('&') === -1 ? text.length : text.lastIndexOf('&');
          if (depth > 0 && whole > 0) onText(decode(text.slice(0, whole)));
          rest = text.slice(whole);
          return;
        }
        const close = rest.indexOf('>', open);
        if (close === -1) {
          if (depth > 0 && text !== '') onText(decode(text));
          rest = rest.slice(open);
          return;
        }
        if (depth > 0 && text !== '') onText(decode(text));
        tag(rest.slice(open + 1, close));
        at = close + 1;
      }
    },
  };
}

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '';
  });
}
