import type { Option } from '../../src/core/command.js';
import type { Language } from '../../src/core/language.js';
import type { Context } from '../../src/feature-api/index.js';
import { asLabel } from '../../src/features/members/public.js';
import { matchingTitles } from '../../src/features/topics/proposals/find.js';
import { titleIn } from '../../src/features/topics/text-of.js';
import type { Topic } from '../../src/features/topics/types.js';
import type { MessageKey } from '../../src/language/index.js';

/** What platforms offer while somebody types. */
const OFFERED_MAX = 25;

/** A proposal, by its number or what its title says. */
export const proposal = {
  type: 'text',
  description: 'topics.command.proposal',
  maxLength: 100,
  complete: async (context, typed) =>
    (await matchingTitles(context, typed)).map(({ id, title }) => ({ value: String(id), label: asLabel(title) })),
} as const satisfies Option<Context>;

/** A topic, by its number or what its title says; `matching` finds those that are offered. */
export function topicOption<const D extends MessageKey>(
  description: D,
  matching: (context: Context, typed: string, language: Language) => Promise<readonly Topic[]>,
) {
  return {
    type: 'text',
    description,
    maxLength: 100,
    complete: async (context, typed, { language }) =>
      (await matching(context, typed, language))
        .slice(0, OFFERED_MAX)
        .map((topic) => ({ value: String(topic.id), label: asLabel(titleIn(topic, language)) })),
  } as const satisfies Option<Context>;
}
