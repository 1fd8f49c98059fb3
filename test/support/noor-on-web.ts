import { randomUUID } from 'node:crypto';
import { createWebAdapter, type WebAdapter } from '../../adapters/web/index.js';
import { PAGE_HEADER, PERSONA_HEADER } from '../../adapters/web/protocol.js';
import type { PlatformApp, startPlatformApp } from './platform-app.js';

const ORIGIN = 'http://127.0.0.1:1';

type Also = NonNullable<NonNullable<Parameters<typeof startPlatformApp>[0]>['also']>;

/** The browser chat beside the two platforms, in which one person, Noor, is signed in. */
export interface NoorOnWeb {
  /** For `startPlatformApp`. */
  readonly also: Also;
  readonly account: { readonly platform: 'web'; readonly space: string; readonly user: string };
  start(house: Pick<PlatformApp, 'app'>): Promise<void>;
  stop(): Promise<void>;
  /** What the page asks or sends as Noor; throws if it is refused. */
  request(path: string, init?: RequestInit): Promise<unknown>;
  send(path: string, body: object): Promise<unknown>;
  /** Presses a button of a message. */
  press(message: number, action: string): Promise<unknown>;
}

export function noorOnWeb(): NoorOnWeb {
  let web: WebAdapter | undefined;
  const adapter = (): WebAdapter => {
    if (!web) throw new Error('the browser chat is not made yet');
    return web;
  };
  const request = async (path: string, init: RequestInit = {}): Promise<unknown> => {
    const headers = { host: '127.0.0.1:1', [PAGE_HEADER]: '1', [PERSONA_HEADER]: 'noor', origin: ORIGIN, ...init.headers };
    const response = await adapter().app.request(`${ORIGIN}${path}`, { ...init, headers });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
  const send = (path: string, body: object) =>
    request(path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
  return {
    also(parts, { store, clock, logger }) {
      web = createWebAdapter({
        ...parts,
        store: store.engines,
        clock,
        logger,
        access: { type: 'personas', personas: [{ user: 'noor', name: 'Noor', language: 'en', about: 'noor' }] },
        space: 'web',
        origins: () => [ORIGIN],
      });
      return [web];
    },
    account: { platform: 'web', space: 'web', user: 'noor' },
    start: ({ app }) => adapter().start(app.inbox),
    stop: () => adapter().stop(),
    request,
    send,
    press: (message, action) => send('/api/actions', { id: randomUUID(), message, action, values: [] }),
  };
}
