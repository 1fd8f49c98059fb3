import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { after, HOUR, leftOf } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { checkPayload } from './jobs.js';
import { assertOpen, ownRelay } from './relays.js';
import { CHECK, CHECKED_AFTER, checkKey, MESSAGES_AN_HOUR, messageKey, readersOf } from './rules/relay.js';
import { relayStore } from './store.js';
import type { RelayId } from './types.js';

/**
 * Carries a message to the others, and returns who gets it. `text` is tidied and not empty. Throws an `InputError` for a
 * relay that is not open or carried too much in the last hour, a `NotFoundError` for a relay of others.
 */
export async function writeMessage(context: Context, member: MemberId, id: RelayId, text: string): Promise<readonly MemberId[]> {
  const relay = await ownRelay(context, member, id);
  assertOpen(relay, member);
  if (await isFlooded(context, id, relay.words)) throw new InputError('too many messages', phrase('relay.error.many'));
  const { now } = context;
  const word = relay.words + 1;
  await relayStore(context.tx).update(id, { words: word });
  const readers = readersOf(relay, member);
  const carried = { dueAt: now, words: { author: member, text } };
  const room = (of: MemberId) => ({ to: 'room', room: relay.key, member: of }) as const;
  await context.deliveries.plan([
    ...readers.map((reader) => ({
      ...carried,
      key: messageKey(id, word, reader),
      kind: 'relay.word',
      args: { relay: id, member },
      to: room(reader),
    })),
    { ...carried, key: `relay:${id}:own${word}:${member}`, kind: 'relay.own', args: { relay: id }, to: room(member) },
  ]);
  await context.agenda.plan({
    key: checkKey(id, word),
    kind: CHECK,
    payload: { relay: id, word, member, at: now },
    dueAt: after(now, CHECKED_AFTER),
  });
  await context.features.heard(context, { key: relay.key, member, at: now });
  return readers;
}

/** Whether the last hour holds as many messages as it may, by the time of the message `MESSAGES_AN_HOUR` numbers back. */
async function isFlooded({ agenda, now }: Context, relay: RelayId, words: number): Promise<boolean> {
  const first = words - MESSAGES_AN_HOUR + 1;
  if (first < 1) return false;
  const row = await agenda.find(checkKey(relay, first));
  const at = checkPayload.safeParse(row?.payload).data?.at;
  return at !== undefined && leftOf(after(at, HOUR), HOUR, now) > 0;
}
