import type { PersonHooks } from '../../../feature-api/index.js';
import { openingKey } from '../keys.js';
import { type EverythingOf, topicsStore } from '../store/index.js';
import { followConsent, followVisibility, withdrawWords } from './consent.js';

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** What a member allowed and wrote, for their export. */
export function discussionExport({ discussed: { consent, contributions } }: EverythingOf) {
  return {
    sharing: consent
      ? {
          share: consent.share,
          as: consent.credit,
          stoppedByOrganisers: consent.stopped,
          askedAt: iso(consent.askedAt),
          agreedAt: iso(consent.answeredAt),
        }
      : null,
    contributions: contributions.map(({ topic, language, shared, words, writtenAt, editedAt, deletedAt, hiddenAt }) => ({
      topic,
      language,
      shared,
      words,
      writtenAt: iso(writtenAt),
      editedAt: iso(editedAt),
      deletedAt: iso(deletedAt),
      hiddenAt: iso(hiddenAt),
    })),
  };
}

/** The export is read together with that of the other parts; rows are erased and merged with those of all parts. */
export const discussionPerson: PersonHooks = {
  exportPersonalData: async () => ({}),
  async onMemberRemoved(context, member, how) {
    // Who has left may come back; what they shared stays where others answered it.
    if (how !== 'erased') return;
    await withdrawWords(context, member);
    const topics = await topicsStore(context.tx).openingsNaming(member);
    await context.deliveries.refresh(topics.map(openingKey), context.now);
  },
  // A no is final, so that copies of what the other account shared disappear; where both agreed they show the name that holds now.
  onMembersMerged: (context, { into }) => followConsent(context, into),
  // Copies that were removed stay removed; those that are there name the one or the other again.
  async onMembersParted(context, members) {
    for (const member of members) await followConsent(context, member);
  },
  onMemberReturned: async () => {},
  async onVisibilityChanged(context, member, fields) {
    if (fields.includes('organisation')) await followVisibility(context, member);
  },
  // One or two words are not theirs alone: erasing them would tear holes into what the bot said to others.
  sentencesOf: async (context, member) =>
    (await topicsStore(context.tx).sharedWords(member)).filter((text) => text.split(/\s+/).length > 2),
};
