import type { Identity } from '../ports/chat.js';

/** An account as the key of a map. */
export function accountKey({ platform, space, user }: Identity): string {
  return JSON.stringify([platform, space, user]);
}
