import { AsyncLocalStorage } from 'node:async_hooks';

/** Gives back what was taken. */
export type GiveBack = () => void;

/** So many can have something at once; others wait. */
export interface Places {
  /** Resolves when there is one: first come, first served, but whoever answers a person comes before the rest. */
  take(): Promise<GiveBack>;
  /** How many wait. */
  waiting(): number;
}

/** Who goes first at the database. */
export interface Precedence {
  /** Whatever `work` asks for is for a person who waits. */
  answering<T>(work: () => Promise<T>): Promise<T>;
  places(count: number): Places;
}

/** So often in a row those who answer go before others that wait: the others hold leases, and must not wait for ever. */
const IN_A_ROW = 4;

export function createPrecedence(): Precedence {
  const answering = new AsyncLocalStorage<true>();
  return {
    answering: (work) => answering.run(true, work),
    places: (count) => createPlaces(count, () => answering.getStore() === true),
  };
}

function createPlaces(count: number, isAnswer: () => boolean): Places {
  const answers: (() => void)[] = [];
  const rest: (() => void)[] = [];
  let free = count;
  let inARow = 0;

  const next = (): (() => void) | undefined => {
    const answerNext = answers.length > 0 && (rest.length === 0 || inARow < IN_A_ROW);
    inARow = answerNext && rest.length > 0 ? inARow + 1 : 0;
    return (answerNext ? answers : rest).shift();
  };
  const place = (): GiveBack => {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      const waiter = next();
      if (waiter) waiter();
      else free += 1;
    };
  };

  return {
    take() {
      if (free > 0) {
        free -= 1;
        return Promise.resolve(place());
      }
      return new Promise((resolve) => (isAnswer() ? answers : rest).push(() => resolve(place())));
    },
    waiting: () => answers.length + rest.length,
  };
}
