import { toId } from '../../../core/ids.js';
import type { Page } from '../../../feature-api/index.js';
import { guestOfToken } from '../guests/token.js';
import { eventsStore } from '../store/index.js';
import { bytesOf } from './get.js';
import { filesOfGuest } from './guest-files.js';

/** It stands in pages that people keep open, so it never changes. */
export const FILE_PAGE = 'events/file';

/** A file for a guest: the secret of their own page, a dot, and the file's number. */
export const guestFilePage: Page = {
  path: FILE_PAGE,
  async serve(context, { rest }) {
    const [, token = '', number = ''] = /^([^.]+)\.(\d{1,15})$/.exec(rest) ?? [];
    const registration = token === '' || Number(number) === 0 ? undefined : await guestOfToken(context, token);
    if (!registration) return undefined;
    const whole = await eventsStore(context.tx).whole(registration.event);
    if (whole?.event.state !== 'announced') return undefined;
    const file = (await filesOfGuest(context, registration)).find(({ id }) => id === toId(number));
    if (!file) return undefined;
    const { name, mediaType, bytes } = await bytesOf(context, file);
    const got = { did: 'fetched', later: true } as const;
    await context.atomically((inside) =>
      eventsStore(inside.tx).noteAsked(registration.event, { registration: registration.id }, { ...got, at: inside.now }),
    );
    return { type: 'file', name, mediaType, bytes };
  },
};
