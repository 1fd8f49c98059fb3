import { between } from '../../../core/time.js';
import type { Session } from '../types.js';

type Held = Pick<Session, 'id' | 'state' | 'startsAt' | 'endsAt'>;

/** Whether a session would take place while another one of the same event does. */
export function overlapsOther(session: Pick<Held, 'startsAt' | 'endsAt'> & { readonly id?: Held['id'] }, others: readonly Held[]): boolean {
  return others.some(
    ({ id, state, startsAt, endsAt }) => id !== session.id && state === 'planned' && startsAt < session.endsAt && endsAt > session.startsAt,
  );
}

/** Sessions whose number is no longer that of their place in time, each with its new number. */
export function renumbered<S extends Pick<Session, 'id' | 'position' | 'startsAt'>>(
  sessions: readonly S[],
): readonly (S & Pick<Session, 'position'>)[] {
  return sessions
    .toSorted((one, other) => between(other.startsAt, one.startsAt) || one.id - other.id)
    .map((session, index) => ({ ...session, position: index + 1 }))
    .filter(({ id, position }) => sessions.find((each) => each.id === id)?.position !== position);
}
