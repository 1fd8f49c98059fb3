import { SMTPServer } from 'smtp-server';
import { createMail } from '../../src/cli/mail.js';
import type { Mail } from '../../src/ports/mail.js';

/** A mail as a server has it. */
export interface KeptMail {
  readonly to: string;
  readonly data: string;
  /** A header in one line, with its encoded words decoded. */
  header(name: string): string;
  /** A part by its type, decoded. */
  part(type: string): string;
}

/** What the server does with a mail to an address: takes it, answers with a code, or ends the connection before its answer. */
export type Treatment = 'take' | 'drop' | 'drop-early' | { readonly code: number; readonly text: string; readonly at?: 'rcpt' | 'data' };

/** A mail server on loopback, and mail that is sent through it. */
export async function startMailServer() {
  const mails: KeptMail[] = [];
  const treatments = new Map<string, Treatment>();
  const treat = (address: string): Treatment => treatments.get(address) ?? 'take';
  const refusal = ({ code, text }: { readonly code: number; readonly text: string }) =>
    Object.assign(new Error(text), { responseCode: code });
  const sockets = new Set<{ destroy(): void }>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const treatment = treat(address);
      if (typeof treatment === 'object' && treatment.at !== 'data') return done(refusal(treatment));
      if (treatment === 'drop-early') for (const socket of sockets) socket.destroy();
      return done();
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const [to = ''] = envelope.rcptTo.map(({ address }) => address);
        const treatment = treat(to);
        if (typeof treatment === 'object') return done(refusal(treatment));
        mails.push(keptMail(to, Buffer.concat(chunks).toString()));
        if (treatment === 'drop') for (const socket of sockets) socket.destroy();
        return done();
      });
    },
  });
  server.on('error', () => {});
  server.server.on('connection', (socket: { destroy(): void }) => sockets.add(socket));
  const port = await new Promise<number>((resolve) => {
    const { server: listener } = server;
    server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  const url = `smtp://127.0.0.1:${port}`;
  const mail = createMail({ SMTP_URL: url, MAIL_FROM: 'Mudhif <bot@example.org>' });
  if (!mail) throw new Error('no mail');
  return {
    url,
    mail: mail satisfies Mail,
    mails,
    treatments,
    /** What came to an address. */
    to: (address: string): readonly KeptMail[] => mails.filter(({ to }) => to === address),
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}

function keptMail(to: string, data: string): KeptMail {
  const [head = ''] = data.split('\r\n\r\n');
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ');
  return {
    to,
    data,
    header(name) {
      const line = unfolded.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? '';
      return decodeWords(line.slice(name.length + 1).trim());
    },
    part(type) {
      const found = partsOf(data).find(({ head: own }) => new RegExp(`^Content-Type: ${type}`, 'im').test(own));
      if (!found) return '';
      if (/base64/i.test(found.head)) return Buffer.from(found.body.replace(/\s/g, ''), 'base64').toString();
      return /quoted-printable/i.test(found.head) ? unquoted(found.body) : found.body;
    },
  };
}

/** The parts of a mail, or the mail itself where it has one only. */
function partsOf(data: string): readonly { readonly head: string; readonly body: string }[] {
  const boundary = /boundary="([^"]+)"/.exec(data)?.[1];
  return (boundary === undefined ? [data] : data.split(`--${boundary}`).slice(1)).map((part) => {
    const [head = '', ...rest] = part.trim().split('\r\n\r\n');
    return { head, body: rest.join('\r\n\r\n') };
  });
}

function unquoted(text: string): string {
  const bytes = text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

/** Encoded words of RFC 2047. */
function decodeWords(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, how: string, word: string) =>
      how.toUpperCase() === 'B' ? Buffer.from(word, 'base64').toString() : unquoted(word.replaceAll('_', '=20')),
    );
}
