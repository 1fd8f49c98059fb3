import { instantOf, localDateOf } from '../../calendar/wall-clock.js';
import type { MemberId } from '../../core/ids.js';
import { after, type Instant, type LocalDate, MINUTE } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { returnKey } from './keys.js';
import { newParticipation } from './rules/participants.js';
import { readSettings } from './settings.js';
import { coffeeStore } from './store/index.js';
import type { SettingsWithCoffee } from './types.js';

/** The moment at which a pause until `date` ends: just after a round's steps of that hour, which end it themselves. */
function returnAt(date: LocalDate, settings: Pick<SettingsWithCoffee, 'coffee' | 'timezone'>): Instant {
  return after(instantOf(date, settings.coffee.time, settings.timezone), MINUTE);
}

/** Plans the end of a pause until `date`; a pause that was planned before is moved. */
export async function planReturn(context: Context, member: MemberId, date: LocalDate, settings: SettingsWithCoffee): Promise<void> {
  const dueAt = returnAt(date, settings);
  await context.agenda.plan({ key: returnKey(member), kind: 'coffee.return', payload: { member }, dueAt, again: true });
}

/** Ends a pause whose day has come, also in a round whose invitation is open, and tells the member. */
export async function endPause(context: Context, member: MemberId): Promise<void> {
  const { now } = context;
  const store = coffeeStore(context.tx);
  const enrolment = await store.enrolment(member);
  if (enrolment?.state !== 'paused' || enrolment.pausedUntil === null) return;
  const settings = await readSettings(context);
  if (enrolment.pausedUntil > localDateOf(now, settings.timezone)) return;
  await store.saveEnrolment({ ...enrolment, state: 'in', pausedUntil: null });
  const round = await store.currentRound();
  if (round?.state === 'invited') await store.saveParticipations([newParticipation(round.id, member)]);
  await context.deliveries.plan({
    key: `coffee:returned:${member}:${enrolment.pausedUntil}`,
    kind: 'coffee.returned',
    args: { member },
    to: { to: 'member', member },
    dueAt: now,
  });
}
