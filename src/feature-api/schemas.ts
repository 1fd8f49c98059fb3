import { z } from 'zod';
import type { Id } from '../core/ids.js';

/** A row's number in a payload or in arguments. */
export function idSchema<T extends Id<string>>(): z.ZodType<T> {
  return z
    .int()
    .positive()
    .transform((value) => value as T);
}
