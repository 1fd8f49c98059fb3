import { z } from 'zod';
import type { MemberId } from '../../core/ids.js';
import { instantSchema } from '../../core/schemas.js';
import { after, between } from '../../core/time.js';
import { type Context, defineJob, idSchema, type Job, wheneverPossible } from '../../feature-api/index.js';
import { CHECK, CHECKED_EVERY, fateOf, KEPT_FOR, messageKey } from './rules/relay.js';
import { relayStore } from './store.js';
import type { RelayId } from './types.js';

export const checkPayload = z.object({
  relay: idSchema<RelayId>(),
  word: z.int().positive(),
  member: idSchema<MemberId>(),
  /** When the message was written; rows of earlier versions lack it. */
  at: instantSchema.optional(),
});

/** Checks what became of a message: its writer is told if it did not arrive, and what reaches nobody is not kept for ever. */
const checkMessage = defineJob(
  { kind: CHECK, class: 'normal', lateness: wheneverPossible, payload: checkPayload },
  async (context, payload, { key, now }) => {
    const { relay: id, word, member } = payload;
    const relay = await relayStore(context.tx).find(id);
    const author = await context.people.find(member);
    if (!relay || !author) return { type: 'dropped', reason: 'gone' };
    const readers = relay.members.map((one) => one.member).filter((one) => one !== member);
    const found = await Promise.all(readers.map((reader) => context.deliveries.find(messageKey(id, word, reader))));
    const open = found.flatMap((delivery) => {
      const fate = fateOf(delivery?.state);
      return delivery === undefined || fate === 'settled' ? [] : [{ ...delivery, fate }];
    });
    const stuck = open.filter(({ fate }) => fate !== 'on-the-way');
    const expired = stuck.filter(({ dueAt }) => between(dueAt, now) >= KEPT_FOR);
    const lost = open.filter(({ fate }) => fate === 'failed');
    return {
      type: 'done',
      effects: async ({ deliveries, agenda }: Context) => {
        // The key is the message's own, so the writer is told once however often the check runs.
        const tell = (kind: string, name: string) =>
          deliveries.plan({
            key: `relay:${id}:${name}${word}:${member}`,
            kind,
            args: { relay: id },
            to: { to: 'room', room: relay.key, member },
            dueAt: now,
          });
        if (lost.length > 0 && expired.length === 0) await tell('relay.stuck', 'stuck');
        for (const delivery of expired) await deliveries.update(delivery.id, { state: 'dropped', reason: 'expired' });
        if (expired.length > 0) await tell('relay.expired', 'expired');
        if (open.length > expired.length) await agenda.plan({ key, kind: CHECK, payload, dueAt: after(now, CHECKED_EVERY), again: true });
      },
    };
  },
);

export const relayJobs: readonly Job[] = [checkMessage];
