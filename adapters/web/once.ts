/** Shares one answer between a request and the same request sent again, while it is under way and for a while after. */
export interface Once<T> {
  run(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Failures are not kept: the next try may fare better. Beyond `max` answers the oldest is let go. */
export function createOnce<T>(now: () => number, keepMs: number, max = 2_000): Once<T> {
  const answers = new Map<string, { readonly answer: Promise<T>; readonly since: number }>();
  const running = new Set<Promise<unknown>>();
  const tidy = (): void => {
    for (const [key, { since }] of answers) {
      if (answers.size <= max && now() - since < keepMs) return;
      answers.delete(key);
    }
  };
  return {
    run(key, work) {
      const known = answers.get(key);
      if (known) return known.answer;
      tidy();
      const answer = work();
      answers.set(key, { answer, since: now() });
      running.add(answer);
      const end = (failed: boolean): void => {
        running.delete(answer);
        if (failed) answers.delete(key);
      };
      answer.then(
        () => end(false),
        () => end(true),
      );
      return answer;
    },
    async settled() {
      await Promise.allSettled(running);
    },
  };
}
