import { z } from 'zod';
import type { Id } from '../core/ids.js';

/** The schema of a row's number in payloads and arguments. */
export function idSchema<T extends Id<string>>(): z.ZodType<T> {
  // The brand exists for the compiler only.
  return z.int().positive() as unknown as z.ZodType<T>;
}
