import { z } from 'zod';
import { LANGUAGES } from '../../../core/language.js';
import { PLATFORMS } from '../../../ports/identity.js';
import { ORGANISATION_TYPES } from '../types.js';

const items = z.array(z.string()).readonly();
export const accountIdSchema = z.object({ platform: z.enum(PLATFORMS), user: z.string() });

/** A valid line. An absent field was empty, and does not change what is known. */
export const importRowSchema = z
  .object({
    name: z.string(),
    organisation: z.string(),
    organisationType: z.enum(ORGANISATION_TYPES).exactOptional(),
    governorates: items.exactOptional(),
    sectors: items.exactOptional(),
    languages: items.exactOptional(),
    offers: items.exactOptional(),
    wants: items.exactOptional(),
    language: z.enum(LANGUAGES).exactOptional(),
    timezone: z.string().exactOptional(),
    email: z.string().exactOptional(),
    accounts: z.array(accountIdSchema).readonly(),
  })
  .readonly();
export type ImportRow = z.infer<typeof importRowSchema>;
