import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../src/ports/store.js';

const FACT = 'web-chat.form-key';

/** Signs forms, so that only the person to whom a form was offered can hand it in, also after a restart. */
export interface FormTokens {
  sign(user: string, form: string, conversation: string, message: number | null): Promise<string>;
  check(token: string, user: string, form: string, conversation: string, message: number | null): Promise<boolean>;
}

export function createFormTokens(store: Pick<Store, 'transaction'>): FormTokens {
  let key: Promise<Buffer> | undefined;
  const load = (): Promise<Buffer> =>
    store.transaction(async ({ community }) => {
      const known = await community.fact(FACT);
      if (known !== undefined) return Buffer.from(known, 'base64url');
      const made = randomBytes(32);
      await community.saveFact(FACT, made.toString('base64url'));
      return made;
    });
  const keyOf = (): Promise<Buffer> => {
    key ??= load().catch((error: unknown) => {
      key = undefined;
      throw error;
    });
    return key;
  };
  const mac = async (parts: readonly unknown[]): Promise<Buffer> =>
    createHmac('sha256', await keyOf())
      .update(JSON.stringify(parts))
      .digest();
  return {
    sign: async (...parts) => (await mac(parts)).toString('base64url'),
    async check(token, ...parts) {
      const given = Buffer.from(token, 'base64url');
      const right = await mac(parts);
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
