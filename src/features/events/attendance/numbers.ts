import { type Actor, isAllowed } from '../../../core/access.js';
import type { Context } from '../../../feature-api/index.js';
import { countMembers, findOrganisations, GOVERNORATES, ORGANISATION_TYPES } from '../../members/public.js';
import { eventsStore, type WholeEvent } from '../store/index.js';
import type { EventId } from '../types.js';
import { requireKept } from './find.js';
import { type Numbers, numbersOf } from './rules/numbers.js';

export interface NumbersView extends WholeEvent {
  readonly numbers: Numbers;
  /** Organisers may turn on that women and men are counted. */
  readonly organiser: boolean;
}

/** The figures of an event for those who keep its list; throws what `requireKept` throws. */
export async function viewNumbers(context: Context, actor: Actor, id: EventId): Promise<NumbersView> {
  const whole = await requireKept(context, id, actor);
  const store = eventsStore(context.tx);
  const registrations = await store.registrationsOf(id);
  const { sectors } = await context.community.settings();
  const organisations = await findOrganisations(
    context,
    registrations.flatMap(({ organisation }) => organisation ?? []),
  );
  return {
    ...whole,
    organiser: isAllowed(actor, 'organiser'),
    numbers: numbersOf({
      sessions: whole.sessions,
      registrations,
      attendance: await store.attendanceAt(id),
      organisations,
      members: await countMembers(context, { status: 'active', isBot: false }),
      types: ORGANISATION_TYPES,
      sectors,
      // A community outside Iraq writes names of its own.
      governorates: [...new Set([...GOVERNORATES, ...organisations.flatMap(({ governorates }) => governorates).toSorted()])],
    }),
  };
}
