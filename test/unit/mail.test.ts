import { SMTPServer } from 'smtp-server';
import { describe, expect, it } from 'vitest';
import { createMail } from '../../src/cli/mail.js';
import { inspectEnvironment } from '../../src/config/environment.js';

/** A mail server on loopback that keeps what it is sent. */
async function mailServer(accept: boolean) {
  const mails: { readonly from: string; readonly to: readonly string[]; readonly data: string; readonly user: unknown }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username }, _session, done) => done(null, { user: username ?? '' }),
    onRcptTo: (_address, _session, done) => done(accept ? null : new Error('no such mailbox')),
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
    const server = await mailServer(true);
    try {
      await createMail({ SMTP_URL: server.url, MAIL_FROM: 'Mudhif <bot@example.org>' })?.send(message);
      expect(server.mails).toMatchObject([{ from: 'bot@example.org', to: ['zahra@example.org'], user: 'amal' }]);
      expect(server.mails[0]?.data).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    } finally {
      await server.close();
    }
  });

  it('throws if the server does not take it, so that it is tried again', async () => {
    const server = await mailServer(false);
    try {
      await expect(createMail({ SMTP_URL: server.url, MAIL_FROM: 'bot@example.org' })?.send(message)).rejects.toThrow('no such mailbox');
    } finally {
      await server.close();
    }
  });

  it('is off without a server, and needs a sender with one', () => {
    expect(createMail({ SMTP_URL: undefined, MAIL_FROM: undefined })).toBeUndefined();
    expect(inspectEnvironment({ SMTP_URL: 'smtp://127.0.0.1' }).faults).toEqual([
      { variable: 'MAIL_FROM', expected: 'MAIL_FROM with SMTP_URL' },
    ]);
    expect(inspectEnvironment({ SMTP_URL: 'http://127.0.0.1', MAIL_FROM: 'a@b.c' }).faults).toMatchObject([{ variable: 'SMTP_URL' }]);
  });
});
