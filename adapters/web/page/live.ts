import type { StreamEvent } from '../protocol.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** Three heartbeats of the server, 15 s each, and a margin. */
const SILENCE_MS = 50_000;
/** A page in the background closes its stream, because browsers allow six connections per server, and polls instead. */
const BACKGROUND_AFTER_MS = 20_000;
const BACKGROUND_POLL_MS = 20_000;

export interface LiveStream {
  start(): void;
  stop(): void;
  /** Reconnects at once, for instance when the network is back. */
  retryNow(): void;
}

export interface LiveStreamOptions {
  /** The address of the stream that continues after the newest known revision. */
  readonly address: (once: boolean) => string;
  /** What came in one update: `ready` ends it. */
  readonly events: (events: readonly StreamEvent[]) => void;
  readonly connection: (state: 'waiting' | 'off') => void;
  /** Called before each reconnect to load the state. `false` stops reconnecting; an error delays the next attempt. */
  readonly prepare: () => Promise<boolean>;
}

/** Receives the server's events, and reconnects after a failure where the stream ended. */
export function createLiveStream(options: LiveStreamOptions): LiveStream {
  let source: EventSource | undefined;
  let failures = 0;
  let running = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  let background: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(retry);
    clearTimeout(silence);
    source?.close();
    source = undefined;
  };

  const connect = (once = false): void => {
    close();
    if (!running) return;
    let update: StreamEvent[] = [];
    const opened = new EventSource(options.address(once));
    source = opened;
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(lost, SILENCE_MS);
    };
    listen();
    opened.addEventListener('message', ({ data }: MessageEvent<string>) => {
      listen();
      failures = 0;
      const event = JSON.parse(data) as StreamEvent;
      update.push(event);
      if (event.type !== 'ready' && event.type !== 'erased') return;
      options.events(update);
      update = [];
      if (once && event.type === 'ready') {
        close();
        retry = setTimeout(() => connect(true), BACKGROUND_POLL_MS);
      }
    });
    opened.addEventListener('error', () => {
      if (source === opened) lost();
    });
  };

  const lost = (): void => {
    close();
    if (!running) return;
    failures += 1;
    options.connection(failures > 2 ? 'off' : 'waiting');
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1)) * (0.7 + Math.random() * 0.6);
    retry = setTimeout(() => void again(), wait);
  };

  const again = async (): Promise<void> => {
    try {
      if (await options.prepare()) connect();
    } catch {
      lost();
    }
  };

  const onVisibility = (): void => {
    clearTimeout(background);
    if (document.hidden) background = setTimeout(() => connect(true), BACKGROUND_AFTER_MS);
    else if (!source || source.url.includes('once')) connect();
  };

  return {
    start() {
      running = true;
      document.addEventListener('visibilitychange', onVisibility);
      connect();
    },
    stop() {
      running = false;
      document.removeEventListener('visibilitychange', onVisibility);
      clearTimeout(background);
      close();
    },
    retryNow() {
      if (!running || (source && source.readyState === EventSource.OPEN)) return;
      failures = 0;
      close();
      void again();
    },
  };
}
