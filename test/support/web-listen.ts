import type { StreamEvent } from '../../adapters/web/protocol.js';
import type { WebPlace } from './web-client.js';

/** Listens to the web chat's stream as a page does, until it is closed. */
export function listen(server: WebPlace, user: string, after: number) {
  const stop = new AbortController();
  const events: StreamEvent[] = [];
  let wake: () => void = () => undefined;
  const done = (async () => {
    const { url, cookie } = server;
    const who = cookie === undefined ? `as=${user}&` : '';
    const headers = cookie === undefined ? {} : { cookie };
    const response = await fetch(`${url}/api/events?${who}after=${after}`, { signal: stop.signal, headers });
    if (!response.body) throw new Error(`no stream: ${response.status}`);
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + chunk).split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const data = part.split('\n').find((line) => line.startsWith('data: '));
        if (data) events.push(JSON.parse(data.slice(6)));
      }
      wake();
    }
  })().catch(() => undefined);
  return {
    events,
    /** Resolves when the server ends the stream. */
    ended: done,
    async until(isThere: (events: readonly StreamEvent[]) => boolean): Promise<void> {
      while (!isThere(events)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async close() {
      stop.abort();
      await done;
    },
  };
}
