/** Hosts of files in chats, whose addresses work only for people who are signed in there, or only for some hours. */
const HOSTS =
  /^(?:cdn\.discordapp\.com|media\.discordapp\.net|files\.slack\.com|(?:[\w.-]+\.)?fbcdn\.net|lookaside\.fbsbx\.com|mmg\.whatsapp\.net)$/;
/** Parameters of addresses that stores of files sign for a while (S3, Google Cloud, Azure, CloudFront). */
const SIGNED: readonly (readonly string[])[] = [
  ['x-amz-expires', 'x-amz-signature'],
  ['x-goog-expires', 'x-goog-signature'],
  ['expires', 'signature'],
  ['se', 'sig', 'sv'],
];

/** Whether an address, as `readAddress` returns it, stops working after a while, so that nobody can open it later. */
export function isPassing(address: string): boolean {
  const { hostname, searchParams } = new URL(address);
  const names = new Set([...searchParams.keys()].map((name) => name.toLowerCase()));
  return HOSTS.test(hostname.replace(/\.$/, '')) || SIGNED.some((signs) => signs.every((name) => names.has(name)));
}
