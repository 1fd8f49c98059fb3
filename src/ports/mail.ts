/** A mail to one person, in plain text. */
export interface MailMessage {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
}

/** Sends mail, where the configuration names a server for it. */
export interface Mail {
  /** Resolves once the server has accepted it; throws if it did not. */
  send(message: MailMessage): Promise<void>;
}
