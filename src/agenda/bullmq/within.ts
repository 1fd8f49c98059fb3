/**
 * Waits for `work`, at most `ms` milliseconds of real time.
 * @throws {Error} With the message `late` if it takes longer; the later result of `work` is ignored.
 */
export async function withinReal<T>(ms: number, work: Promise<T>, late: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(late)), ms);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
