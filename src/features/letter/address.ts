import type { Context, Page } from '../../feature-api/index.js';

/** The address of a page: below the public address, or where the browser chat answers. Undefined where there is neither. */
export function pageAddress({ addressOf, chatAddress }: Pick<Context, 'addressOf' | 'chatAddress'>, path: Page['path'], token: string) {
  return addressOf(path, token) ?? chatAddress(`/p/${path}/${token}`);
}

/** Whether letters can be mailed: there is a mail server, and pages where a letter can be stopped. */
export function canMail(context: Pick<Context, 'addressOf' | 'chatAddress' | 'mail'>): boolean {
  return context.mail !== undefined && pageAddress(context, 'letter/stop', '0') !== undefined;
}
