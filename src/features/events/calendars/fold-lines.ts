const OCTETS_MAX = 75;

/** Breaks lines that are longer than 75 octets, between characters (RFC 5545, 3.1). */
export function foldLines(text: string): string {
  return text.split('\r\n').map(foldLine).join('\r\n');
}

function foldLine(line: string): string {
  if (Buffer.byteLength(line) <= OCTETS_MAX) return line;
  const pieces: string[] = [];
  let start = 0;
  let octets = 0;
  let at = 0;
  for (const character of line) {
    const size = octetsOf(character.codePointAt(0) ?? 0);
    if (octets + size > OCTETS_MAX) {
      pieces.push(line.slice(start, at));
      start = at;
      // The space at the beginning of the next line counts.
      octets = 1;
    }
    octets += size;
    at += character.length;
  }
  return [...pieces, line.slice(start)].join('\r\n ');
}

function octetsOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
