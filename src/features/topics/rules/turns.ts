import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Instant, LocalDate, Zone } from '../../../core/time.js';
import type { FacilitationState, TopicId } from '../types.js';
import { isTooSoon, type Volunteer } from './rota.js';

/** What became of asking a volunteer about a topic. */
export interface Turn {
  readonly topic: TopicId;
  readonly state: FacilitationState;
  readonly opensAt: Instant;
  readonly askedAt: Instant;
  readonly answeredAt: Instant | null;
}

/**
 * What the rota has to know of a volunteer's turns. Whoever has been asked about another topic and has not answered counts as
 * one who agreed, since they still can.
 */
export function turnsBefore(
  turns: readonly Turn[],
  topic: { readonly id: TopicId; readonly opens: LocalDate },
  zone: Zone,
): Pick<Volunteer, 'lastFacilitated' | 'lastPassed' | 'declined'> {
  const openings = turns
    .filter(({ topic: of, state }) => of !== topic.id && (state === 'agreed' || state === 'asked'))
    .map(({ opensAt }) => localDateOf(opensAt, zone))
    .sort();
  const passed = turns.filter(({ state }) => isOver(state)).map(({ askedAt, answeredAt }) => localDateOf(answeredAt ?? askedAt, zone));
  return {
    // One within three months counts, also where a later one does not.
    lastFacilitated: openings.findLast((opening) => isTooSoon(opening, topic.opens)) ?? openings.at(-1) ?? null,
    lastPassed: passed.sort().at(-1) ?? null,
    declined: turns.some(({ topic: of, state }) => of === topic.id && isOver(state)),
  };
}

/** They said no, or nothing in time, or gave it back. */
function isOver(state: FacilitationState): boolean {
  return state === 'declined' || state === 'silent' || state === 'handed-over';
}
