/** Ranges of IPv4 that are no one's on the internet: private, loopback, link-local, shared, for documents and tests, multicast, reserved. */
const CLOSED_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Names that are only known on one machine or in one network. */
const CLOSED_NAMES = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|home\.arpa|onion)$/;

/** The four bytes as one number; undefined for what is no IPv4 address of four decimal parts. */
function readIpv4(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined;
  return parts.reduce((number, part) => number * 256 + Number(part), 0);
}

/** The eight groups; undefined for what is no IPv6 address. The last two may be written as IPv4. */
function readIpv6(text: string): readonly number[] | undefined {
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  const last = dotted && readIpv4(dotted[2] ?? '');
  if (dotted && last === undefined) return undefined;
  const written = dotted ? `${dotted[1]}${Math.floor((last ?? 0) / 65_536).toString(16)}:${((last ?? 0) % 65_536).toString(16)}` : text;
  const halves = written.split('::');
  if (halves.length > 2) return undefined;
  const [before = [], after] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - before.length - (after?.length ?? 0);
  if (after === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: after === undefined ? 0 : missing }, () => '0'), ...(after ?? [])];
  return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined;
}

function isOpenIpv4(address: number): boolean {
  return !CLOSED_IPV4.some(
    ([range, bits]) => Math.floor(address / 2 ** (32 - bits)) === Math.floor((readIpv4(range) ?? 0) / 2 ** (32 - bits)),
  );
}

function isOpenIpv6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups;
  const embedded = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
  // NAT64 leads to the IPv4 address at its end; a network's own prefix for it (64:ff9b:1::/48) leads into that network.
  if (first === 0x64 && second === 0xff_9b) return groups.slice(2, 6).every((group) => group === 0) && isOpenIpv4(embedded);
  // Everything else that is routed on the internet begins with 001. IPv4 in disguise (::ffff:0:0/96) and loopback do not.
  if (first < 0x20_00 || first > 0x3f_ff) return false;
  // Teredo, ORCHID and other special purposes; 6to4; for documents.
  if (first === 0x20_01 && second < 0x2_00) return false;
  if (first === 0x20_01 && second === 0xd_b8) return false;
  if (first === 0x20_02) return false;
  return !(first === 0x3f_ff && second < 0x10_00);
}

/** Whether an IP address, as a resolver writes it, belongs to somebody on the internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .split('%');
  const ipv4 = readIpv4(bare);
  if (ipv4 !== undefined) return isOpenIpv4(ipv4);
  const ipv6 = readIpv6(bare);
  return ipv6 !== undefined && isOpenIpv6(ipv6);
}

/** Whether the host of a URL is written as an IP address. */
export function isAddress(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return readIpv4(bare) !== undefined || readIpv6(bare) !== undefined;
}

/** Whether others could reach this host of a URL, as far as its name tells: what it resolves to is only known when it is asked. */
export function isPublicHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (isAddress(name)) return isPublicAddress(name);
  return name.includes('.') && !CLOSED_NAMES.test(name);
}
