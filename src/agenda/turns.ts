/** Lets those who ask for the same name in one after another, in the order in which they asked. */
export interface Turns {
  /** How many wait, for any name. */
  waiting(): number;
  isTaken(name: string): boolean;
  /** Resolves when it is one's turn; call the result when done. */
  take(name: string): Promise<() => void>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<void>>();
  let waiting = 0;
  return {
    waiting: () => waiting,
    isTaken: (name) => last.has(name),
    async take(name) {
      const before = last.get(name);
      let end = () => {};
      const mine = new Promise<void>((resolve) => {
        end = resolve;
      });
      last.set(name, mine);
      if (before !== undefined) {
        waiting += 1;
        await before;
        waiting -= 1;
      }
      return () => {
        if (last.get(name) === mine) last.delete(name);
        end();
      };
    },
  };
}
