import { expect, it } from 'vitest';
import { isPublicAddress, isPublicHost } from '../../../src/kit/public-address.js';

it('knows which addresses are on the internet', () => {
  for (const open of ['1.1.1.1', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001:800::200e']) {
    expect(isPublicAddress(open), open).toBe(true);
  }
  // NAT64 leads to the IPv4 address at its end.
  expect(isPublicAddress('64:ff9b::101:101')).toBe(true);
});

it('knows which are not, in every spelling of a resolver', () => {
  const closed =
    '0.0.0.0 10.0.0.1 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 192.0.2.1 192.168.1.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 0:0:0:0:0:0:0:1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:1.1.1.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1.1.1.1 100::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 2001::1 2001:0:7f00:1:: 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 example.org 1.1.1 1.1.1.1.1 256.1.1.1 ::: 1::2::3 1:2:3:4:5:6:7 1:2:3:4:5:6:7:8:9 2606:47000::1'.split(
      ' ',
    );
  for (const address of ['', ...closed]) expect(isPublicAddress(address), address).toBe(false);
});

it('knows names that only one machine or network has', () => {
  for (const host of [
    'localhost',
    'a.localhost',
    'printer.local',
    'db.internal',
    'intranet',
    'nas.lan',
    'x.home.arpa',
    'LOCALHOST.',
    '[::1]',
    '10.1.1.1',
  ])
    expect(isPublicHost(host), host).toBe(false);
  for (const host of ['example.org', 'xn--mgba3a4f16a.example', '1.1.1.1', '[2606:4700::1111]'])
    expect(isPublicHost(host), host).toBe(true);
});
