import { deflateSync } from 'node:zlib';
import type { Attachment } from '../../src/core/message.js';
import { crc32 } from '../../src/files/clean/crc32.js';

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [head, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, sum]);
}

/** EXIF with a place, as cameras write it: a list of one entry, which leads to the place. */
const PLACE = Buffer.from('4d4d002a00000008000188250004000000010000001a00000000', 'hex');

/** A photo of one colour that tells where and by whom it was taken, unless it is `clean`. */
export function photoOf(
  colour: readonly [number, number, number],
  { width = 60, height = 40, name = 'photo.png', clean = false }: { width?: number; height?: number; name?: string; clean?: boolean } = {},
): Attachment {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), ...Array.from({ length: width }, () => Buffer.from(colour))]);
  const bytes = Buffer.concat([
    Buffer.from('\u0089PNG\r\n\u001a\n', 'latin1'),
    chunk('IHDR', head),
    ...(clean ? [] : [chunk('eXIf', PLACE), chunk('tEXt', Buffer.from('Author\0Karwan Aziz', 'latin1'))]),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: height }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name, mediaType: 'image/png', bytes: new Uint8Array(bytes) };
}
