import { type Instant, SECOND } from '../core/time.js';
import type { Gate } from '../kit/gate.js';
import type { Timer } from '../kit/timer.js';
import type { Logger } from '../ports/logger.js';

/** How long one event may keep the next ones waiting, in milliseconds; after that an answer matters more than the order. */
export const PATIENCE_MS = 10 * SECOND;
/** The same while its handler has not arrived yet, because the event's files are read first. */
const ARRIVING_MS = 2 * SECOND;
/** How long a long operation keeps the person's next event waiting; most of these operations are short. */
const LONG_MS = 500;
/** How long newer events wait for the answer to an event that was taken over. */
export const ANSWER_MS = SECOND;

/** `arrived`: its handler is not here. `begun`: its handler does something else first. `aside`: nothing waits for it. */
export type State = 'arrived' | 'begun' | 'waiting' | 'running' | 'aside';

export interface Place {
  readonly eventId: string;
  readonly account: string;
  /** Grows with the order of arrival. */
  readonly id: number;
  readonly since: Instant;
  state: State;
  isTakenOver: boolean;
  mustLook: boolean;
  isHandled: boolean;
  isLong: boolean;
  start: () => void;
  readonly handled: Gate;
  readonly passed: Gate;
}

export interface Line {
  readonly places: Place[];
  /** Rings when the oldest has kept the others waiting for too long. */
  alarm?: { readonly place: Place; readonly state: State; readonly handle: unknown };
}

function patienceWith({ state, isTakenOver, isLong }: Place): number {
  if (isLong) return LONG_MS;
  return state === 'arrived' && !isTakenOver ? ARRIVING_MS : PATIENCE_MS;
}

/** Gives the events of one account their turns. */
export interface Turning {
  /** The oldest has its turn. If it is not that far, others that are do not wait for long. */
  goOn(line: Line): void;
  /** Nothing waits for this one any more. */
  stepAside(line: Line, place: Place): void;
  /** Stops the alarm of the line. */
  silence(line: Line): void;
}

/** @param remove Takes an event out of its line. */
export function createTurning({
  timer,
  logger,
  remove,
}: {
  readonly timer: Timer;
  readonly logger: Logger;
  readonly remove: (place: Place) => void;
}): Turning {
  const silence = (line: Line): void => {
    if (line.alarm) timer.clear(line.alarm.handle);
    delete line.alarm;
  };

  const goOn = (line: Line): void => {
    const running = line.places.find(({ state }) => state === 'running');
    const first = running ?? line.places.find(({ state }) => state !== 'aside');
    if (first?.state === 'waiting') {
      first.state = 'running';
      first.start();
    }
    watch(line, first);
  };

  const watch = (line: Line, place: Place | undefined): void => {
    const isNeeded = place !== undefined && line.places.some((one) => one !== place && (one.state === 'waiting' || one.state === 'begun'));
    if (isNeeded && line.alarm?.place === place && line.alarm.state === place.state) return;
    silence(line);
    if (!isNeeded) return;
    const { state } = place;
    line.alarm = { place, state, handle: timer.set(() => ring(line, place), patienceWith(place)) };
  };

  const ring = (line: Line, slow: Place): void => {
    delete line.alarm;
    if (slow.isLong) return stepAside(line, slow);
    // Those whose handler is here are begun now, each in its turn.
    const late = line.places.filter((place) => place === slow || (place.state === 'arrived' && place.isTakenOver === slow.isTakenOver));
    const eventIds = late.map(({ eventId }) => eventId);
    logger.warn({ eventIds }, 'what a person did later is handled before these events');
    for (const place of late) {
      // A handler that comes after all does not find it in the line, and begins at its end.
      if (place.state === 'arrived') remove(place);
      else stepAside(line, place);
    }
  };

  const stepAside = (line: Line, place: Place): void => {
    // It need not wait for others either.
    if (place.state === 'waiting') place.start();
    place.state = 'aside';
    place.passed.open();
    goOn(line);
  };

  return { goOn, stepAside, silence };
}
