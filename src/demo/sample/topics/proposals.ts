import { after, DAY, HOUR, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { topicsStore } from '../../../features/topics/store/index.js';
import { createChance } from '../../random.js';
import type { SeededMember } from '../members.js';
import { PROPOSED } from './proposed.js';

/** The random key of an answer, the same in each sample. */
const sampleKey = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

type Member = SeededMember['member'];

/** What members propose at the moment, with those who support it; one of them without a name. */
export async function seedProposals(context: Context, members: readonly Member[], now: Instant): Promise<void> {
  const store = topicsStore(context.tx);
  for (const [index, text] of PROPOSED.entries()) {
    const chance = createChance('topic-proposal', index);
    const proposer = chance.pick(members.filter(({ language }) => language === text.language));
    const anonymous = index === 3;
    const at = after(now, -(30 - index * 4) * DAY - index * HOUR);
    const id = await store.insert({ ...text, resources: [] }, { anonymous, at });
    await store.addProposer(id, proposer.id, { anonymous, key: sampleKey(index) });
    const others = members.filter((member) => member.id !== proposer.id);
    for (const [place, supporter] of chance.some(others, chance.between(2, 14)).entries()) {
      const supportedAt = after(at, (place + 1) * 3 * HOUR);
      await store.addSupport(id, { member: supporter.id, organisation: supporter.organisation, at: supportedAt });
      if (place === 0) await store.setFacilitates(id, supporter.id, true);
    }
    if (index < 4) await store.keep({ id, version: 1 });
  }
}
