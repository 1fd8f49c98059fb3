import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../../src/ports/store.js';

/** Name of the stored fact that holds the key. */
const KEY_FACT = 'web-chat.form-key';

/** Signs forms with HMAC-SHA256, so that only the person who was shown a form can submit it. The key survives a restart. */
export interface FormTokens {
  sign(user: string, form: string, conversation: string, message: number | null): Promise<string>;
  /** Whether `token` was made by `sign` for the same values. */
  verify(token: string, user: string, form: string, conversation: string, message: number | null): Promise<boolean>;
}

/**
 * Creates tokens by the key of the community, which the first use makes.
 *
 * @returns Tokens whose functions reject with what the database throws while the key is read.
 */
export function createFormTokens(store: Pick<Store, 'transaction'>): FormTokens {
  let key: Promise<Buffer> | undefined;
  const loadKey = (): Promise<Buffer> =>
    store.transaction(async ({ community }) => {
      const known = await community.fact(KEY_FACT);
      if (known !== undefined) return Buffer.from(known, 'base64url');
      const created = randomBytes(32);
      await community.saveFact(KEY_FACT, created.toString('base64url'));
      return created;
    });
  const cachedKey = (): Promise<Buffer> => {
    // A failure is not cached, so that the next call tries again.
    key ??= loadKey().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const hmac = async (parts: readonly unknown[]): Promise<Buffer> =>
    createHmac('sha256', await cachedKey())
      .update(JSON.stringify(parts))
      .digest();
  return {
    sign: async (...parts) => (await hmac(parts)).toString('base64url'),
    async verify(token, ...parts) {
      const given = Buffer.from(token, 'base64url');
      const expected = await hmac(parts);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
