/** Runs work of the same key in order, one after the other. */
export interface Lanes {
  /** Resolves, or rejects, as the work does. */
  run(key: string, work: () => Promise<void>): Promise<void>;
}

/** Creates lanes; one that is done leaves nothing behind. */
export function createLanes(): Lanes {
  const ends = new Map<string, Promise<void>>();
  return {
    run(key, work) {
      const done = (ends.get(key) ?? Promise.resolve()).then(work);
      const end = done
        .catch(() => undefined)
        .then(() => {
          if (ends.get(key) === end) ends.delete(key);
        });
      ends.set(key, end);
      return done;
    },
  };
}
