import { z } from 'zod';
import { toInstant } from '../../../core/time.js';
import { jsonColumn } from '../../../sql/columns.js';
import type { ChoiceReason } from '../rules/choice-types.js';

const sector = z.string();
const anySector = sector.nullable();

/** Why a topic was chosen. */
export const reasonColumn = jsonColumn<ChoiceReason>(
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('annual'), name: z.string() }),
    z.object({ kind: z.literal('most-organisations'), organisations: z.int() }),
    z.object({ kind: z.literal('sector-waited'), sector, months: z.int().nullable() }),
    z.object({ kind: z.literal('sector-fewest'), sector: anySector, topics: z.int() }),
    z.object({ kind: z.literal('other-sector'), sector: anySector }),
    z.object({ kind: z.literal('kept-for-annual'), sector, name: z.string() }),
    z.object({ kind: z.literal('most-types'), types: z.int() }),
    z.object({ kind: z.literal('waited-longest'), since: z.int().transform(toInstant) }),
    z.object({ kind: z.literal('lot'), among: z.int() }),
    z.object({ kind: z.literal('weighed') }),
    z.object({ kind: z.literal('only-proposal') }),
    z.object({ kind: z.literal('evergreen'), sector }),
  ]),
);
