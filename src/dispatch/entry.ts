import type { Place } from './line.js';

/** An event in its line. */
export interface Entry {
  /** Resolves when all older events have passed. May be called again after `stepAside`. */
  turn(): Promise<void>;
  /** What is older was left to a later time: it has to be looked for before this event is handled. */
  mustLook(): boolean;
  /** It does something else first: newer ones go on waiting, and older ones may come in between. */
  pause(): void;
  /** This event is left to a later time: newer ones have to look for it. */
  leaveBehind(): void;
  /** What it does now takes long, and need not be waited for: others go on in a moment. */
  goesOnLong(): void;
  /** Others go on at once. */
  stepAside(): void;
  /** Resolves when older events that stepped aside are handled, or when that takes too long. */
  olderHandled(): Promise<void>;
  /** It is handled, or left to a later time. */
  finish(): void;
}

/** A copy of an event waits until the event is handled, and gets what became of it. */
export function copyOf({ handled }: Place): Entry {
  const nothing = (): void => {};
  return {
    turn: () => handled.opened,
    mustLook: () => false,
    pause: nothing,
    leaveBehind: nothing,
    goesOnLong: nothing,
    stepAside: nothing,
    olderHandled: async () => {},
    finish: nothing,
  };
}
