import type { Actor } from '../../../core/access.js';
import { InputError, NotFoundError } from '../../../core/errors.js';
import { fold } from '../../../core/fold.js';
import { type Context, tellMember } from '../../../feature-api/index.js';
import { formatList, phrase } from '../../../language/index.js';
import { findMember, isVisibleTo, listMembers, type Member } from '../../members/public.js';
import { requireEvent } from '../find.js';
import { waysToAttend } from '../rules/places.js';
import { registrationClosed } from '../rules/state.js';
import { eventsStore } from '../store/index.js';
import type { EventId } from '../types.js';
import { closedError } from './answer.js';

const COLLEAGUES_READ = 1000;
const NAMES_SHOWN = 5;

/**
 * Asks a colleague of the same organisation whether they come. Somebody who has answered before is not asked, and the asker does
 * not learn of it. Returns the colleague's name.
 * @throws {InputError} If nobody can register now, or several colleagues fit.
 */
export async function registerColleague(context: Context, actor: Actor, id: EventId, typed: string): Promise<string> {
  const { event, sessions } = await requireEvent(context, id, actor);
  const closed = registrationClosed(event, sessions, context.now);
  if (closed !== undefined) throw closedError(closed);
  const { organisation = null } = (await findMember(context, actor.id)) ?? {};
  if (organisation === null) throw new InputError('no organisation', phrase('events-registration.error.no-organisation'));
  const inTheOrganisation = { organisation, status: 'active', isBot: false } as const;
  const all = await listMembers(context, inTheOrganisation, { offset: 0, limit: COLLEAGUES_READ });
  const colleague = only(
    all.filter((member) => member.id !== actor.id && isVisibleTo(member, 'organisation', actor)),
    typed,
    actor,
  );
  if (event.audience.to === 'members' && !(await eventsStore(context.tx).isKnownTo(id, colleague.id)))
    throw new InputError('not invited', phrase('events-listed.error.colleague'));
  const registration = await eventsStore(context.tx).invite({
    event: id,
    member: colleague.id,
    organisation,
    attends: waysToAttend(event)[0],
    registeredBy: actor.id,
    registeredAt: context.now,
  });
  if (registration !== undefined) {
    await tellMember(context, colleague.id, { key: `events:invited:${registration}`, kind: 'events.invited', args: { registration } });
  }
  return colleague.name;
}

/** The colleague meant by a name or words of it. */
function only(colleagues: readonly Member[], typed: string, { language }: Actor): Member {
  const wanted = fold(typed.replace(/^@+/, ''));
  const words = wanted.split(' ').filter(Boolean);
  const fitting = colleagues.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const exact = fitting.filter(({ name }) => fold(name) === wanted);
  const [first, ...others] = exact.length > 0 ? exact : fitting;
  if (!first) throw new NotFoundError('no such colleague', phrase('events-registration.error.no-colleague', { name: typed }));
  if (others.length === 0) return first;
  const names = [first, ...others].slice(0, NAMES_SHOWN).map(({ name }) => name);
  throw new InputError('several colleagues', phrase('events-registration.error.colleagues', { names: formatList(names, language) }));
}
