import type { StreamEvent } from '../protocol.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** Three signs of life of the server, 15 s each, and a little. */
const SILENCE_MS = 50_000;
/** A page in the background gives its connection back (a browser has six for each server) and looks in now and then. */
const BACKGROUND_AFTER_MS = 20_000;
const BACKGROUND_LOOK_MS = 20_000;

export interface Live {
  start(): void;
  stop(): void;
  /** Try at once: the network has come back, say. */
  hurry(): void;
}

export interface LiveOptions {
  /** Address of the stream from where the page stands. */
  readonly address: (once: boolean) => string;
  readonly event: (event: StreamEvent) => void;
  readonly connection: (state: 'waiting' | 'off') => void;
  /** Asked before each new try: loads what the stream doesn't tell; a failure means another wait, `false` the end. */
  readonly prepare: () => Promise<boolean>;
}

/** The stream of what happens, which comes back by itself and continues where it stood. */
export function createLive(options: LiveOptions): Live {
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
      options.event(event);
      if (once && event.type === 'ready') {
        close();
        retry = setTimeout(() => connect(true), BACKGROUND_LOOK_MS);
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
    hurry() {
      if (!running || (source && source.readyState === EventSource.OPEN)) return;
      failures = 0;
      close();
      void again();
    },
  };
}
