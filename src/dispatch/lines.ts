import { after, type Clock, MINUTE } from '../core/time.js';
import { createGate, within } from '../kit/gate.js';
import type { Timer } from '../kit/timer.js';
import type { Identity } from '../ports/chat.js';
import type { InboundRow } from '../ports/inbound.js';
import type { Logger } from '../ports/logger.js';
import { accountKey } from './account-key.js';
import { copyOf, type Entry } from './entry.js';
import { ANSWER_MS, createTurning, type Line, PATIENCE_MS, type Place, type State } from './line.js';

/** An event that this process is to handle. */
export interface Queued {
  readonly eventId: string;
  readonly from: Identity;
  /** See `InboundRow`; undefined for what was not persisted. */
  readonly id?: number | undefined;
}

/** The events of each account that this process is to handle, oldest first: one at a time has its turn. */
export interface Lines {
  /** An event arrived that is handled in a moment: newer ones of its account wait for it. */
  arrived(event: Queued): void;
  /** Events of other processes are taken over. One that is being handled here already stays as it is. */
  takeOver(rows: readonly Pick<InboundRow, 'eventId' | 'from' | 'id'>[]): void;
  /** An event's handler is here. It waits for `turn`. */
  begin(event: Queued): Entry;
  has(eventId: string): boolean;
  /** Nothing waits for this event any more, unless its handler is at work. */
  pass(eventId: string): void;
  /** Resolves when all of these have passed, at the latest when somebody has waited too long for the oldest. */
  passed(eventIds: readonly string[]): Promise<void>;
}

/** How long an event stays in its line if it was persisted and never handled here, because the platform wanted no answer. */
const FORGOTTEN_MS = MINUTE;

/** Creates lines without events; no function of theirs ever rejects. */
export function createLines({ clock, timer, logger }: { readonly clock: Clock; readonly timer: Timer; readonly logger: Logger }): Lines {
  const lines = new Map<string, Line>();
  const byEvent = new Map<string, Place>();
  let newest = 0;
  let unnamed = 0;

  const add = ({ eventId: named, from, id }: Queued, state: State): Place => {
    // What has no id of its own is no copy of anything.
    const eventId = named === '' ? `unnamed ${(unnamed += 1)}` : named;
    const account = accountKey(from);
    newest = Math.max(newest, id ?? 0);
    const place: Place = {
      eventId,
      account,
      // What was not persisted came after all that is known.
      id: id ?? newest,
      since: clock.now(),
      state,
      isTakenOver: false,
      mustLook: false,
      isHandled: false,
      isLong: false,
      start: () => {},
      handled: createGate(),
      passed: createGate(),
    };
    const line = lines.get(account) ?? { places: [] };
    lines.set(account, line);
    const older = line.places.findLastIndex((one) => one.id <= place.id);
    line.places.splice(older + 1, 0, place);
    byEvent.set(eventId, place);
    return place;
  };

  const isIn = (place: Place): boolean => byEvent.get(place.eventId) === place;
  const lineOf = ({ account }: Place): Line => lines.get(account) ?? { places: [] };

  const remove = (place: Place): void => {
    if (!isIn(place)) return;
    const line = lineOf(place);
    byEvent.delete(place.eventId);
    line.places.splice(line.places.indexOf(place), 1);
    place.handled.open();
    place.passed.open();
    turning.goOn(line);
    if (line.places.length === 0) lines.delete(place.account);
  };

  const turning = createTurning({ timer, logger, remove });

  const stepAside = (place: Place): void => {
    if (isIn(place)) turning.stepAside(lineOf(place), place);
  };

  const forgetOld = (): void => {
    const limit = after(clock.now(), -FORGOTTEN_MS);
    for (const place of byEvent.values()) {
      if (place.since > limit) return;
      if (place.state === 'arrived' && !place.isTakenOver) remove(place);
    }
  };

  const entryOf = (place: Place): Entry => ({
    turn() {
      if (!isIn(place)) return Promise.resolve();
      return new Promise((resolve) => {
        place.state = 'waiting';
        place.isLong = false;
        place.start = resolve;
        turning.goOn(lineOf(place));
      });
    },
    mustLook: () => place.mustLook,
    pause() {
      if (!isIn(place)) return;
      place.state = 'begun';
      place.mustLook = false;
      turning.goOn(lineOf(place));
    },
    leaveBehind() {
      for (const newer of lineOf(place).places) if (newer.id > place.id) newer.mustLook = true;
    },
    goesOnLong() {
      if (!isIn(place)) return;
      place.isLong = true;
      turning.silence(lineOf(place));
      turning.goOn(lineOf(place));
    },
    stepAside: () => stepAside(place),
    async olderHandled() {
      const { places } = lineOf(place);
      const older = places.slice(0, Math.max(0, places.indexOf(place))).filter(({ state }) => state === 'aside');
      if (older.length > 0) await within(timer, PATIENCE_MS, Promise.all(older.map(({ handled }) => handled.opened)));
    },
    finish() {
      if (place.isHandled) return;
      place.isHandled = true;
      place.handled.open();
      // Its answer may be replaced by the next one's, so it goes first.
      if (place.isTakenOver) timer.set(() => remove(place), ANSWER_MS);
      else remove(place);
    },
  });

  return {
    arrived(event) {
      forgetOld();
      if (!byEvent.has(event.eventId)) add(event, 'arrived');
    },
    takeOver(rows) {
      for (const row of rows) (byEvent.get(row.eventId) ?? add(row, 'arrived')).isTakenOver = true;
    },
    begin(event) {
      const known = byEvent.get(event.eventId);
      // Its copy gets what became of it.
      if (known && known.state !== 'arrived') return copyOf(known);
      const place = known ?? add(event, 'begun');
      place.state = 'begun';
      return entryOf(place);
    },
    has: (eventId) => byEvent.has(eventId),
    pass(eventId) {
      const place = byEvent.get(eventId);
      // Its handler may be at work here in any case.
      if (place && (place.state === 'arrived' || place.isHandled)) remove(place);
    },
    async passed(eventIds) {
      const gates = eventIds.flatMap((eventId) => byEvent.get(eventId)?.passed.opened ?? []);
      if (await within(timer, PATIENCE_MS, Promise.all(gates))) return;
      logger.warn({ eventIds }, 'what a person did later is handled before these events');
      for (const eventId of eventIds) {
        const place = byEvent.get(eventId);
        if (place?.state === 'arrived') remove(place);
        else if (place) stepAside(place);
      }
    },
  };
}
