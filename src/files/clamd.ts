import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { InputError, MudhifError } from '../core/errors.js';
import { phrase } from '../language/index.js';

const LIMIT_MS = 60_000;
/** Bytes of one piece of a stream. */
const PIECE = 64 * 1024;

/** `HOST:PORT`, or the path of a socket. */
function addressOf(clamd: string): NetConnectOpts {
  const [, host = '', port = ''] = /^(.+):(\d+)$/.exec(clamd) ?? [];
  return port === '' ? { path: clamd } : { host: host.replace(/^\[|\]$/g, ''), port: Number(port) };
}

/**
 * Has ClamAV's daemon look for viruses in these bytes (INSTREAM of clamd's protocol).
 * @throws {InputError} If it finds one, or takes no file of this size.
 * @throws {MudhifError} If it gives no answer: then the file is not taken.
 */
export async function scanForViruses(clamd: string, bytes: Uint8Array): Promise<void> {
  const answer = await ask(clamd, bytes).catch((error: unknown) => {
    throw new MudhifError('the virus scanner does not answer', phrase('files.error.scanner'), { cause: error });
  });
  if (/^stream: OK\b/.test(answer)) return;
  if (/ FOUND\b/.test(answer)) throw new InputError('a virus was found', phrase('files.error.virus'));
  if (/size limit exceeded/i.test(answer)) throw new InputError('too large for the virus scanner', phrase('files.error.scanner-size'));
  throw new MudhifError('the virus scanner gives an unknown answer', phrase('files.error.scanner'));
}

function ask(clamd: string, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(addressOf(clamd));
    let answer = '';
    socket.setTimeout(LIMIT_MS, () => socket.destroy(new Error('no answer in time')));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
    });
    // It answers and hangs up when it has had too much: then the answer counts, not the failure to send the rest.
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
    socket.on('close', () => (answer === '' ? reject(new Error('hung up')) : resolve(answer)));
    socket.on('connect', () => send(socket, bytes));
  });
}

function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let start = 0; start < bytes.byteLength; start += PIECE) {
    const piece = bytes.subarray(start, start + PIECE);
    socket.write(lengthOf(piece.byteLength));
    socket.write(piece);
  }
  socket.write(lengthOf(0));
}

function lengthOf(bytes: number): Uint8Array {
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes);
  return length;
}
