import { z } from 'zod';
import type { Id, MemberId } from '../core/ids.js';
import { toInstant } from '../core/time.js';

/** The schema of a row's number in payloads and arguments. */
export function idSchema<T extends Id<string>>(): z.ZodType<T> {
  // The brand exists for the compiler only.
  return z.int().positive() as unknown as z.ZodType<T>;
}

const instant = z.int().transform(toInstant);

/** Arguments of news for a member: what is new from one moment to another. */
export const memberSpanSchema = z.object({ member: idSchema<MemberId>(), from: instant, to: instant });
