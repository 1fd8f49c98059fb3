import { z } from 'zod';
import type { Language } from '../../../src/core/language.js';
import { plain } from '../../../src/core/text.js';
import { formatList, isMessageKey, isolate, speaker } from '../../../src/language/index.js';
import type { OwnTitle } from '../../../src/ports/chat.js';

const schema = z.object({ key: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });

/** A title that each reads in their own words, as it is stored in place of one. */
export function packTitle({ key, values }: OwnTitle): string {
  return JSON.stringify({ key, values });
}

/** What a reader sees of such a title; undefined for any other. `others`: the names of the others in the group. */
export function ownTitle(stored: string, others: readonly string[], language: Language): string | undefined {
  const own = read(stored);
  if (!own || !isMessageKey(own.key)) return undefined;
  const names = formatList(
    others.map((name) => isolate(name)),
    language,
  );
  return plain(speaker(language).phrase({ key: own.key, values: { ...own.values, names } }));
}

function read(stored: string): z.infer<typeof schema> | undefined {
  if (!stored.startsWith('{')) return undefined;
  try {
    return schema.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined;
  }
}
