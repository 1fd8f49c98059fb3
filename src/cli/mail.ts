import type { Environment } from '../config/environment.js';
import type { Mail } from '../ports/mail.js';

/** How long a mail server may take to greet, and between its answers. */
const LIMITS = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** Sends mail through the server that `SMTP_URL` names; undefined without one. The library is loaded with the first mail. */
export function createMail({ SMTP_URL, MAIL_FROM }: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM'>): Mail | undefined {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return undefined;
  const server = new URL(SMTP_URL);
  return {
    async send({ to, subject, text }) {
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
      try {
        await transport.sendMail({ from: MAIL_FROM, to, subject, text });
      } finally {
        transport.close();
      }
    },
  };
}
