import { z } from 'zod';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Zone } from '../../../core/time.js';
import { type Context, composedGone, defineNotification, lasting, type Notification } from '../../../feature-api/index.js';
import { topicsStore } from '../store/index.js';
import type { Proposal } from '../types.js';
import { changedCard, declinedCard } from './cards/notices.js';
import type { Told } from './tell.js';

/** News for who proposed something, perhaps without their name. */
export function told(
  kind: Told,
  cardOf: (context: Context, proposal: Proposal, language: Language, zone: Zone) => Promise<Card | undefined>,
): Notification {
  return defineNotification(
    {
      kind,
      notice: 'topics.proposals',
      ...lasting,
      readerIsSecret: true,
      args: z.object({ answer: z.uuid() }),
    },
    async (context, { answer }, { audience: { languages, members } }) => {
      const proposal = await topicsStore(context.tx).proposalOfKey(answer);
      if (!proposal) return composedGone;
      const zone = members[0]?.timezone ?? (await context.community.settings()).timezone;
      const card = await cardOf(context, proposal, languages[0], zone);
      return card ? { message: { cards: [card] } } : { drop: 'changed' };
    },
  );
}

export const topicsMessages: readonly Notification[] = [
  told('topics.declined', async (_context, proposal, language) =>
    proposal.state === 'declined' ? declinedCard(proposal, language) : undefined,
  ),
  told('topics.edited', async (_context, proposal, language) =>
    proposal.state === 'open' && proposal.editedAt !== null ? changedCard('edited', proposal, undefined, language) : undefined,
  ),
  told('topics.merged', async (context, { state, mergedInto, title }, language) => {
    const into = mergedInto === null || state !== 'merged' ? undefined : await topicsStore(context.tx).find(mergedInto);
    return into && changedCard('merged', { id: into.id, title }, into.title, language);
  }),
];
