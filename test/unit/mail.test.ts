import { inspect } from 'node:util';
import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { createMail } from '../../src/cli/mail.js';
import { inspectEnvironment } from '../../src/config/environment.js';
import { startMailServer } from '../support/mail-server.js';

/** A mail server on loopback that keeps what it is sent. */
async function mailServer() {
  const mails: { readonly from: string; readonly to: readonly string[]; readonly data: string; readonly user: unknown }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
    onData(stream, { envelope, user }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), data: Buffer.concat(chunks).toString(), user });
        done();
      });
    },
  });
  const port = await new Promise<number>((resolve) => {
    const { server: listener } = server;
    server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return { mails, url: `smtp://amal:p%40ss@127.0.0.1:${port}`, close: () => new Promise<void>((done) => server.close(() => done())) };
}

const message = { to: { name: 'زهراء "x" <evil@example.org>,', address: 'zahra@example.org' }, subject: 'دعوتك', text: 'مرحباً\n' };

describe('mail', () => {
  it('reaches one person at the server that SMTP_URL names, whatever their name holds', async () => {
    const server = await mailServer();
    try {
      await createMail({ SMTP_URL: server.url, MAIL_FROM: 'Mudhif <bot@example.org>' })?.send(message);
      expect(server.mails).toMatchObject([{ from: 'bot@example.org', to: ['zahra@example.org'], user: 'amal' }]);
      expect(server.mails[0]?.data).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    } finally {
      await server.close();
    }
  });

  it('throws if the server does not take it, and says nothing in its words, which may hold the address', async () => {
    const server = await startMailServer();
    try {
      for (const [treatment, outcome, code] of [
        [{ code: 550, text: 'no such mailbox <zahra@example.org>' }, 'refused', '550'],
        [{ code: 550, text: '5.1.1 unknown' }, 'refused', '550 5.1.1'],
        [{ code: 552, text: '5.2.2 full', at: 'data' }, 'refused', '552 5.2.2'],
        [{ code: 550, text: '5.7.1 relaying denied' }, 'later', '550 5.7.1'],
        [{ code: 554, text: '5.5.0 protocol' }, 'later', '554 5.5.0'],
        [{ code: 450, text: 'greylisted' }, 'later', '450'],
        [{ code: 451, text: 'later', at: 'data' }, 'later', '451'],
        ['drop-early', 'later', 'ECONNECTION'],
        ['drop', 'unknown', 'ECONNECTION'],
      ] as const) {
        server.treatments.set('zahra@example.org', treatment);
        const error: unknown = await server.mail.send(message).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ outcome, code });
        expect(inspect(error)).not.toContain('zahra');
      }
    } finally {
      await server.close();
    }
    const gone: unknown = await server.mail.send(message).catch((thrown: unknown) => thrown);
    expect(gone).toMatchObject({ outcome: 'later', code: 'ESOCKET' });
  });

  it('of many names the list, and how one click unsubscribes', async () => {
    const server = await startMailServer();
    try {
      const unsubscribe = 'https://mudhif.example.org/p/letter/unsubscribe/1';
      await server.mail.send({
        ...message,
        html: '<p>مرحباً</p>',
        messageId: '<1@example.org>',
        list: { id: 'letter.example.org', unsubscribe },
      });
      const [mail] = server.mails;
      expect(mail?.header('List-Unsubscribe')).toBe(`<${unsubscribe}>`);
      expect(mail?.header('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
      expect(mail?.header('List-ID')).toContain('letter.example.org');
      expect(mail?.header('Message-ID')).toBe('<1@example.org>');
      expect([mail?.part('text/plain').trim(), mail?.part('text/html').trim()]).toEqual(['مرحباً', '<p>مرحباً</p>']);
    } finally {
      await server.close();
    }
  });

  it('is off without a server, and needs a sender with one', () => {
    expect(createMail({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeUndefined();
    expect(inspectEnvironment({ SMTP_URL: 'smtp://127.0.0.1' }).faults).toEqual([
      { variable: 'MAIL_FROM', expected: 'an address, or Name <address>, which SMTP_URL needs', key: 'doctor.expected.mail-from' },
    ]);
    expect(inspectEnvironment({ SMTP_URL: 'http://127.0.0.1', MAIL_FROM: 'a@b.c' }).faults).toMatchObject([{ variable: 'SMTP_URL' }]);
  });
});
