/** The text of a CSV file, whatever spreadsheet saved it: UTF-8, UTF-16 with or without its mark, or the Windows encoding of Arabic. */
export function decodeText(input: string | Uint8Array): string {
  const text = typeof input === 'string' ? input : new TextDecoder(encodingOf(input), { ignoreBOM: true }).decode(input);
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const SAMPLE = 4096;

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, SAMPLE);
  // The separators and line ends of a table are in ASCII, and each has an empty half in UTF-16.
  const empty = (half: 0 | 1): number => sample.filter((byte, index) => byte === 0 && index % 2 === half).length;
  if (empty(0) + empty(1) > 0) return empty(1) >= empty(0) ? 'utf-16le' : 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1256';
  }
}
