import { PassThrough } from 'node:stream';
import type { Environment } from '../config/environment.js';
import { type Mail, MailError, type MailMessage, type MailOutcome } from '../ports/mail.js';

/** How long a mail server may take to greet, and between its answers. */
const LIMITS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/**
 * Sends mail through the server that `SMTP_URL` names; undefined without one. The library is loaded with the first mail.
 *
 * @returns Mail whose `send` rejects with a `MailError`.
 */
export function createMail({ SMTP_URL, MAIL_FROM }: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM'>): Mail | undefined {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return undefined;
  const server = new URL(SMTP_URL);
  return {
    async send(message) {
      const { createTransport } = await import('nodemailer');
      const secure = server.protocol === 'smtps:';
      const transport = createTransport({
        host: server.hostname.replace(/^\[|\]$/g, ''),
        port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
        secure,
        ...(server.username !== '' && {
          auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
        }),
        ...LIMITS,
        // No address or text of a mail is taken as the name of a file.
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const progress = { handedOver: false };
      transport.use('stream', (mail, done) => {
        mail.message.processFunc((input) => {
          const output = new PassThrough();
          output.once('end', () => {
            progress.handedOver = true;
          });
          return input.pipe(output);
        });
        done();
      });
      try {
        await transport.sendMail({ from: MAIL_FROM, ...partsOf(message) });
      } catch (error) {
        throw mailErrorOf(error, progress.handedOver);
      } finally {
        transport.close();
      }
    },
  };
}

function partsOf({ to, subject, text, html, messageId, list }: MailMessage) {
  return {
    to,
    subject,
    text,
    ...(html !== undefined && { html }),
    ...(messageId !== undefined && { messageId }),
    ...(list && {
      list: { id: list.id, ...(list.unsubscribe !== undefined && { unsubscribe: list.unsubscribe }) },
      headers: {
        'Auto-Submitted': 'auto-generated',
        Precedence: 'bulk',
        ...(list.unsubscribe !== undefined && { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      },
    }),
  };
}

/** What a failure of the library means. `handedOver`: the whole mail was written to the connection. */
function mailErrorOf(error: unknown, handedOver: boolean): MailError {
  const status = numberIn(error, 'responseCode');
  const command = textIn(error, 'command');
  if (status === undefined) {
    const code = textIn(error, 'code') || 'unknown';
    const outcome: MailOutcome = handedOver ? 'unknown' : code === 'EENVELOPE' ? 'refused' : 'later';
    return new MailError(outcome, code);
  }
  const enhanced = /^\d{3}[ -](?<code>[245]\.\d{1,3}\.\d{1,3})\b/.exec(textIn(error, 'response'))?.groups?.['code'];
  const outcome = isAboutAddress(status, command, enhanced) ? 'refused' : 'later';
  return new MailError(outcome, enhanced === undefined ? String(status) : `${status} ${enhanced}`);
}

/**
 * A 5xx to the recipient, or to the mail itself. One to the sign-in or the sender, and one that its own code (RFC 3463) says to be about
 * the system, the network, the protocol or a policy, is no fault of the address.
 */
function isAboutAddress(status: number, command: string, enhanced: string | undefined): boolean {
  if (status < 500 || (command !== 'RCPT TO' && command !== 'DATA')) return false;
  return enhanced === undefined || /^5\.[0126]\./.test(enhanced);
}

function textIn(error: unknown, name: string): string {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}

function numberIn(error: unknown, name: string): number | undefined {
  const value = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'number' ? value : undefined;
}
