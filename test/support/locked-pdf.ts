import { createHash } from 'node:crypto';

/** What a password is filled up with (ISO 32000-1, 7.6.3.3). */
const PADDING = Buffer.from('28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A', 'hex');
const ID = Buffer.alloc(16, 7);
/** Nothing but printing. */
const RIGHTS = -60;

const md5 = (...parts: readonly Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest();
const padded = (password: string) => Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);

function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at);
  const swap = (one: number, other: number) => ([state[one], state[other]] = [state[other] ?? 0, state[one] ?? 0]);
  for (let [at, to] = [0, 0]; at < 256; at += 1) {
    to = (to + (state[at] ?? 0) + (key[at % key.length] ?? 0)) % 256;
    swap(at, to);
  }
  let [at, to] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      at = (at + 1) % 256;
      to = (to + (state[at] ?? 0)) % 256;
      swap(at, to);
      return byte ^ (state[((state[at] ?? 0) + (state[to] ?? 0)) % 256] ?? 0);
    }),
  );
}

/** A PDF that needs a password to be opened; with an empty one it opens, and only what may be done with it is limited. */
export function lockedPdf(password: string): Uint8Array {
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const rights = Buffer.alloc(4);
  rights.writeInt32LE(RIGHTS);
  const key = md5(padded(password), owner, rights, ID).subarray(0, 5);
  const text = (bytes: Uint8Array) => `<${Buffer.from(bytes).toString('hex')}>`;
  const drawn = Buffer.from('BT /F1 24 Tf 20 100 Td (The hotline answers) Tj ET');
  const stream = rc4(md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10), drawn);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Filter /Standard /V 1 /R 2 /O ${text(owner)} /U ${text(rc4(key, PADDING))} /P ${RIGHTS} >>`,
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const trailer = `<< /Size ${count} /Root 1 0 R /Encrypt 6 0 R /ID [${text(ID)} ${text(ID)}] >>`;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}trailer\n${trailer}\nstartxref\n${body.length}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(body + table, 'latin1'));
}
