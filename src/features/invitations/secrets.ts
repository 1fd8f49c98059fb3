/** 256 random bits, as part of an address. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** A name that nobody has in the browser chat: it stands in addresses and tells nothing of its owner. */
export function newAccountName(random: () => number): string {
  return `p${random().toString(36)}${random().toString(36)}`.slice(0, 40);
}
