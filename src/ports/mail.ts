/** A mail to one person, in plain text and, if there is more to show, in HTML. */
export interface MailMessage {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  /** The same in each try of one mail: servers and mail programs that see it twice show it once. */
  readonly messageId?: string;
  /** One of many mails with the same words. `address` takes a POST that unsubscribes at once (RFC 8058). */
  readonly list?: { readonly id: string; readonly unsubscribe?: string };
}

/** Sends mail, where the configuration names a server for it. */
export interface Mail {
  /**
   * Resolves once the server has accepted it.
   * @throws {MailError} If it did not, or if nobody knows.
   */
  send(message: MailMessage): Promise<void>;
}

/**
 * `refused`: the server refuses this address for good. `later`: it did not take the mail now. `unknown`: the mail was handed over, and
 * the connection ended before the answer.
 */
export type MailOutcome = 'refused' | 'later' | 'unknown';

/** A mail that was not sent, as far as is known. It says nothing in the words of the server, which may hold the address. */
export class MailError extends Error {
  readonly outcome: MailOutcome;
  /** What the server answered, without its words: `550 5.1.1`; or what kind of failure it was: `ETIMEDOUT`. */
  readonly code: string;

  constructor(outcome: MailOutcome, code: string) {
    super(`a mail was not sent: ${code}`);
    this.name = 'MailError';
    this.outcome = outcome;
    this.code = code;
  }
}
