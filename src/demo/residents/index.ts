import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { after, HOUR, type Instant, MINUTE } from '../../core/time.js';
import type { AgendaRow, Delivery } from '../../ports/agenda.js';
import { deliveryOf } from '../agenda-view.js';
import { createChance } from '../random.js';
import type { Initiative } from '../sample/habits.js';
import type { Company } from '../time-machine.js';
import { createResidentActions, type Resident } from './actions.js';
import { initiativesAfter } from './behaviour.js';
import type { ResidentsDependencies } from './dependencies.js';
import { activeMembers, findSampleMember } from './members.js';
import { createPersonaMessages } from './persona-messages.js';
import { createQueue } from './queue.js';
import { withinWakingHours } from './waking-hours.js';

/** How far back the first look goes, so that messages sent before a restart are answered; the inbox ignores repeated answers. */
const FIRST_LOOK = 72 * HOUR;
/** Later looks overlap by this much, because a row may run some time after it was due. */
const OVERLAP = 26 * HOUR;
/** At most this many deliveries are read in one look. */
const MAX_ROWS = 5_000;

/**
 * Simulates the sample community's other members. While the time machine moves the clock, they answer the bot's messages
 * some hours later: most with a click, some with a sentence, some never.
 */
export function createResidents(dependencies: ResidentsDependencies): Company {
  const { store, people, clock, personas, seed = 1 } = dependencies;
  const { autocommit: read } = store;
  const queue = createQueue<() => Promise<void>>();
  const actions = createResidentActions(dependencies, seed);
  const personaMessages = createPersonaMessages(read, personas);
  /** When the deliveries handled already were due, by agenda row. */
  const seen = new Map<AgendaRow['id'], Instant>();
  /** Known members; `null` for those who are no residents. */
  const residents = new Map<MemberId, Resident | null>();
  let lastLook: Instant | undefined;

  /** Finds the resident behind a member; `null` for a persona and for a member without an account in the web chat. */
  const findResident = async (id: MemberId): Promise<Resident | null> => {
    const known = residents.get(id);
    if (known !== undefined) return known;
    const member = await findSampleMember(read.tx, id, dependencies.space);
    const found = member && !personas.includes(member.user) ? member : null;
    residents.set(id, found);
    return found;
  };

  const planAnswer = async (delivery: Delivery, sentAt: Instant): Promise<void> => {
    if (delivery.to.to !== 'member') return;
    const resident = await findResident(delivery.to.member);
    if (!resident) return;
    const chance = createChance(seed, 'hour', delivery.key);
    const hours = chance.percent(60) ? chance.between(1, 9) : chance.between(10, 54);
    const at = withinWakingHours(after(sentAt, hours * HOUR + chance.between(0, 59) * MINUTE), resident.member.timezone, chance);
    queue.add(at, () => actions.answer(resident, delivery));
  };

  const planGroupMessages = async (delivery: Delivery, sentAt: Instant): Promise<void> => {
    if (delivery.to.to !== 'group') return;
    const chance = createChance(seed, 'group', delivery.key);
    const members: Resident[] = [];
    for (const id of delivery.to.members) {
      const found = await findResident(id);
      if (found) members.push(found);
    }
    // Some groups stay silent, so that the demo also shows the bot's reminder.
    if (members.length === 0 || chance.percent(14)) return;
    let at = sentAt;
    for (const resident of chance.some(members, members.length)) {
      if (chance.percent(18)) continue;
      at = withinWakingHours(after(at, chance.between(1, 20) * HOUR + chance.between(0, 59) * MINUTE), resident.member.timezone, chance);
      queue.add(at, () => actions.writeInGroup(resident, delivery));
    }
  };

  const act = (
    resident: Resident,
    delivery: Delivery,
    does: Initiative['does'],
    { turn, key }: { readonly turn: number; readonly key: string },
  ): Promise<void> => {
    switch (does.type) {
      case 'discuss':
        return actions.discuss(resident, delivery, does, turn);
      case 'press':
        return actions.press(resident, delivery, does.controls);
      case 'command':
        return actions.command(resident, does, key);
      default:
        return does satisfies never;
    }
  };

  /** Some residents do something of their own accord, each at an hour of their own. */
  const planInitiatives = async (delivery: Delivery, sentAt: Instant): Promise<void> => {
    for (const [
      index,
      {
        people: [least, most],
        among = activeMembers,
        within,
        does,
      },
    ] of initiativesAfter(delivery.kind).entries()) {
      const chance = createChance(seed, 'initiative', index, delivery.key);
      const turns = new Map<Language, number>();
      const key = `${delivery.key}:initiative:${index}`;
      for (const id of chance.some(await among(read.tx, delivery.args), chance.between(least, most))) {
        const resident = await findResident(id);
        if (!resident) continue;
        const { language, timezone } = resident.member;
        const turn = turns.get(language) ?? 0;
        turns.set(language, turn + 1);
        const at =
          'minutes' in within
            ? after(sentAt, chance.between(1, within.minutes) * MINUTE)
            : withinWakingHours(
                after(sentAt, chance.between(1, within.days * 24) * HOUR + chance.between(0, 59) * MINUTE),
                timezone,
                chance,
              );
        queue.add(at, () => act(resident, delivery, does, { turn, key }));
        if (does.type !== 'discuss' || !chance.percent(does.settles.percent)) continue;
        const later = withinWakingHours(after(at, chance.between(20, 70) * HOUR), timezone, chance);
        queue.add(later, () => actions.settle(resident, delivery, does));
      }
    }
  };

  const planRepliesToPersonas = async (now: Instant): Promise<void> => {
    for (const { conversation, message } of await personaMessages.next()) {
      const chance = createChance(seed, 'reply', message);
      const others: Resident[] = [];
      for (const user of conversation.users) {
        const member = await people.findByAccount({ platform: 'web', space: dependencies.space, user });
        const found = member && (await findResident(member.id));
        if (found) others.push(found);
      }
      if (others.length === 0) continue;
      const resident = chance.pick(others);
      const at = withinWakingHours(
        after(now, chance.between(1, 4) * HOUR + chance.between(0, 59) * MINUTE),
        resident.member.timezone,
        chance,
      );
      queue.add(at, () => actions.replyInGroup(resident, conversation, message));
    }
  };

  return {
    async look() {
      const now = clock.now();
      await planRepliesToPersonas(now);
      const from = lastLook === undefined ? after(now, -FIRST_LOOK) : after(lastLook, -OVERLAP);
      lastLook = now;
      for (const [id, at] of seen) if (at < from) seen.delete(id);
      const rows = await read.agenda.list({ states: ['done'], kindPrefix: 'deliver', from, to: after(now, 1), limit: MAX_ROWS });
      for (const row of rows) {
        const id = deliveryOf(row);
        if (id === undefined || seen.has(row.id)) continue;
        seen.set(row.id, row.dueAt);
        const delivery = await read.deliveries.findById(id);
        if (delivery?.state !== 'sent' || delivery.sentAt === null) continue;
        await planAnswer(delivery, delivery.sentAt);
        await planGroupMessages(delivery, delivery.sentAt);
        await planInitiatives(delivery, delivery.sentAt);
      }
    },
    nextAt: () => queue.next(),
    act: (now) => queue.takeDue(now, (action) => action()),
  };
}
