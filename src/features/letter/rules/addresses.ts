/** The e-mail addresses in a text that somebody pasted, each once, in small letters. */
export function addressesIn(text: string): readonly string[] {
  const found = text.match(/[^\s@<>()",;:[\]]+@[^\s@<>()",;:[\]]+\.[^\s@<>()",;:[\]]{2,}/gu) ?? [];
  return [...new Set(found.map((address) => address.replace(/\.+$/, '').toLowerCase()))];
}
