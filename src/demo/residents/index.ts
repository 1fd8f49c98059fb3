import type { Clock } from '../../core/time.js';
import { HOUR, type Instant, MINUTE } from '../../core/time.js';
import type { AgendaRow, Delivery } from '../../ports/agenda.js';
import type { Inbox } from '../../ports/chat.js';
import type { Logger } from '../../ports/logger.js';
import type { Member } from '../../ports/members.js';
import type { Store } from '../../ports/store.js';
import { deliveryOf } from '../agenda-view.js';
import { createChance } from '../random.js';
import type { Company } from '../time-machine.js';
import { createActs } from './acts.js';
import { awake } from './daytime.js';
import { createPersonaWatch } from './persona-watch.js';
import { createQueue } from './queue.js';

export interface ResidentsDependencies {
  readonly store: Pick<Store, 'autocommit'>;
  readonly clock: Clock;
  readonly inbox: () => Inbox;
  readonly logger: Logger;
  /** The web chat's space. */
  readonly space: string;
  /** Accounts that people play: nobody acts for them. */
  readonly personas: readonly string[];
  /** Decides all that is left to chance. */
  readonly seed?: number;
}

/** How far back a first look goes: what was sent before a restart is still answered, and the inbox knows what it had. */
const FIRST_LOOK = 72 * HOUR;
/** Rows may have been due a little before they ran. */
const MARGIN = 26 * HOUR;
const ROWS = 5_000;

/**
 * The sample community's other members. While the time machine moves they read what the bot sent them, and some hours
 * later answer as people do: most with a click, some with a sentence, some never; through the same inbox as everybody.
 */
export function createResidents(dependencies: ResidentsDependencies): Company {
  const { store, clock, personas, seed = 1 } = dependencies;
  const { autocommit: read } = store;
  const queue = createQueue<() => Promise<void>>();
  const acts = createActs(dependencies, seed);
  const watch = createPersonaWatch(read, personas);
  const seen = new Map<AgendaRow['id'], Instant>();
  const people = new Map<Member['id'], { readonly member: Member; readonly user: string } | null>();
  let looked: Instant | undefined;

  /** A member with a web account whom nobody plays. */
  const resident = async (id: Member['id']) => {
    const known = people.get(id);
    if (known !== undefined) return known;
    const member = await read.members.find(id);
    const account = (await read.members.identities(id)).find(({ platform, space }) => platform === 'web' && space === dependencies.space);
    const found = member && account && !personas.includes(account.user) ? { member, user: account.user } : null;
    people.set(id, found);
    return found;
  };

  const answerDirect = async (delivery: Delivery, sentAt: Instant): Promise<void> => {
    if (delivery.to.to !== 'member') return;
    const who = await resident(delivery.to.member);
    if (!who) return;
    const chance = createChance(seed, 'hour', delivery.key);
    const hours = chance.percent(60) ? chance.between(1, 9) : chance.between(10, 54);
    const at = awake(sentAt + hours * HOUR + chance.between(0, 59) * MINUTE, who.member.timezone, chance);
    queue.add(at, () => acts.answer(who, delivery));
  };

  const talkInGroup = async (delivery: Delivery, sentAt: Instant): Promise<void> => {
    if (delivery.to.to !== 'group') return;
    const chance = createChance(seed, 'group', delivery.key);
    const members = [];
    for (const id of delivery.to.members) {
      const who = await resident(id);
      if (who) members.push(who);
    }
    // Some groups stay silent, so that there is something to nudge.
    if (members.length === 0 || chance.percent(14)) return;
    let at = sentAt;
    for (const who of chance.some(members, members.length)) {
      if (chance.percent(18)) continue;
      at = awake(at + chance.between(1, 20) * HOUR + chance.between(0, 59) * MINUTE, who.member.timezone, chance);
      queue.add(at, () => acts.speak(who, delivery));
    }
  };

  const replyToPersonas = async (now: Instant): Promise<void> => {
    for (const { conversation, message } of await watch.written()) {
      const chance = createChance(seed, 'reply', message);
      const others = [];
      for (const user of conversation.users) {
        const member = await read.members.findByIdentity({ platform: 'web', space: dependencies.space, user });
        const who = member && (await resident(member.id));
        if (who) others.push(who);
      }
      if (others.length === 0) continue;
      const who = chance.pick(others);
      const at = awake(now + chance.between(1, 4) * HOUR + chance.between(0, 59) * MINUTE, who.member.timezone, chance);
      queue.add(at, () => acts.reply(who, conversation, message));
    }
  };

  return {
    async look() {
      const now = clock.now();
      await replyToPersonas(now);
      const from = looked === undefined ? now - FIRST_LOOK : looked - MARGIN;
      looked = now;
      for (const [id, at] of seen) if (at < from) seen.delete(id);
      const rows = await read.agenda.list({ states: ['done'], kindPrefix: 'deliver', from, to: now + 1, limit: ROWS });
      for (const row of rows) {
        const id = deliveryOf(row);
        if (id === undefined || seen.has(row.id)) continue;
        seen.set(row.id, row.dueAt);
        const delivery = await read.deliveries.findById(id);
        if (delivery?.state !== 'sent' || delivery.sentAt === null) continue;
        await answerDirect(delivery, delivery.sentAt);
        await talkInGroup(delivery, delivery.sentAt);
      }
    },
    nextAt: () => queue.next(),
    async act(now) {
      let count = 0;
      for (let act = queue.take(now); act; act = queue.take(now)) {
        await act();
        count += 1;
      }
      return count;
    },
  };
}
