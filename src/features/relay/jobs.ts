import { z } from 'zod';
import type { MemberId, RelayId } from '../../core/ids.js';
import { defineJob, type Job } from '../../core/job.js';
import type { Repositories } from '../../ports/store.js';
import { CHECK, CHECKED_EVERY, fateOf, KEPT_FOR, wordKey } from './rules.js';
import type { RelayService } from './service.js';

const ofWord = z.object({
  relay: z
    .int()
    .positive()
    .transform((id) => id as RelayId),
  word: z.int().positive(),
  member: z
    .int()
    .positive()
    .transform((id) => id as MemberId),
});

/** Looks what became of words: their writer is told of those that did not arrive, and what reaches nobody is not kept for ever. */
export function relayJobs({ store }: Pick<RelayService, 'store'>): readonly Job<Repositories>[] {
  return [
    defineJob<Repositories, z.infer<typeof ofWord>>({
      kind: CHECK,
      class: 'normal',
      lateness: { policy: 'run' },
      payload: ofWord,
      async run(payload, { key, now }) {
        const { relay: id, word, member } = payload;
        const relay = await store.autocommit.relays.find(id);
        const author = await store.autocommit.members.find(member);
        if (!relay || !author) return { type: 'dropped', reason: 'gone' };
        const readers = relay.members.map((one) => one.member).filter((one) => one !== member);
        const found = await Promise.all(readers.map((reader) => store.autocommit.deliveries.find(wordKey(id, word, reader))));
        const open = found.flatMap((delivery) => {
          const fate = fateOf(delivery?.state);
          return delivery === undefined || fate === 'settled' ? [] : [{ ...delivery, fate }];
        });
        const stuck = open.filter(({ fate }) => fate !== 'on-the-way');
        const expired = stuck.filter(({ dueAt }) => now - dueAt >= KEPT_FOR);
        const lost = open.filter(({ fate }) => fate === 'failed');
        return {
          type: 'done',
          effects: async (repositories) => {
            const { deliveries, agenda } = repositories;
            const to = { to: 'room', room: relay.key, member } as const;
            const plan = (kind: string, name: string) =>
              deliveries.plan({ key: `relay:${id}:${name}${word}:${member}`, kind, args: { relay: id }, to, dueAt: now });
            // Its key is the word's: it is said once, however often we look.
            if (lost.length > 0 && expired.length === 0) await plan('relay.stuck', 'stuck');
            for (const delivery of expired) await deliveries.update(delivery.id, { state: 'dropped', reason: 'expired' });
            if (expired.length > 0) await plan('relay.expired', 'expired');
            if (open.length > expired.length) await agenda.plan({ key, kind: CHECK, payload, dueAt: now + CHECKED_EVERY, again: true });
          },
        };
      },
    }),
  ];
}
