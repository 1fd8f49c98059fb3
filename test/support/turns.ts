/**
 * Lets the event loop turn, so that whatever could already happen in this process, sockets included, has happened. A test
 * waits so for what must not come.
 *
 * @param count how many turns
 */
export async function eventLoopTurns(count = 200): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
