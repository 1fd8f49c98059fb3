import { after, HOUR } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { eventsStore, type WholeEvent } from '../../../features/events/store/index.js';
import type { Attendance } from '../../../features/events/types.js';
import type { Chance } from '../../random.js';
import type { SampleCompany } from '../part.js';

/** Some register, first come, first served; the visitor's own people have still to answer what is coming up. */
export async function register(context: Context, { event, sessions }: WholeEvent, company: SampleCompany, chance: Chance): Promise<void> {
  const [first] = sessions;
  const { announcedAt } = event;
  if (!first || announcedAt === null) return;
  const store = eventsStore(context.tx);
  const isComing = first.startsAt > company.now;
  const people = chance.some(
    company.members.filter(({ id, joinedAt }) => joinedAt < announcedAt && !(isComing && company.personas.has(id))),
    chance.between(24, 44),
  );
  let taken = 0;
  for (const [index, member] of people.entries()) {
    const registeredAt = after(announcedAt, Math.floor(((index + 1) * 22 * HOUR) / people.length));
    const answer = chance.weighted({ going: 80, maybe: 9, declined: 11 });
    const attends = event.format === 'virtual' || (event.format === 'hybrid' && chance.percent(40)) ? 'online' : 'room';
    const isFull = attends === 'room' && event.roomCapacity !== null && taken >= event.roomCapacity;
    const state = answer === 'going' && isFull ? 'waiting' : answer;
    if (state === 'going' && attends === 'room') taken++;
    await store.saveAnswer({
      event: event.id,
      member: member.id,
      organisation: member.organisation,
      state,
      attends,
      registeredAt,
      waitingSince: state === 'waiting' ? registeredAt : null,
    });
  }
}

/** Most who registered came, and some said how it was. */
export async function rateEvent(context: Context, { event, sessions }: WholeEvent, chance: Chance): Promise<void> {
  const store = eventsStore(context.tx);
  const attendance: Attendance[] = [];
  for (const { id, state, attends, member } of await store.registrationsOf(event.id)) {
    if (state !== 'going' || !chance.percent(78)) continue;
    for (const session of sessions) {
      const share = attends === 'room' || chance.percent(70) ? 100 : chance.between(35, 95);
      const source = attends === 'room' ? 'list' : 'code';
      attendance.push({ session: session.id, registration: id, source, share, recordedAt: session.endsAt });
    }
    const last = sessions.at(-1);
    if (!event.feedback || member === null || !last || !chance.percent(45)) continue;
    const stars = Number(chance.weighted({ 5: 45, 4: 35, 3: 15, 2: 5 }));
    await store.saveFeedback(event.id, member, { stars, useful: null, missing: null, answeredAt: after(last.endsAt, 5 * HOUR) });
  }
  await store.saveAttendance(attendance);
}
