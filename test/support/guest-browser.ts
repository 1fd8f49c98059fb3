import { createPageRoutes } from '../../src/http/pages.js';
import { withoutDirectionControls } from '../../src/language/index.js';
import type { World } from './world.js';

export const PUBLIC_URL = 'https://mudhif.example.org';

/** A page as somebody without an account and without JavaScript reads it. */
export interface ReadPage {
  readonly status: number;
  readonly path: string;
  readonly text: string;
  readonly html: string;
}

/** A browser that shows pages of features and sends their forms; it runs no script and has no cookies. */
export function guestBrowser(world: Pick<World, 'features' | 'contexts' | 'clock' | 'logger'>, address = '203.0.113.7') {
  const { features, contexts, clock, logger } = world;
  const routes = createPageRoutes({ features, contexts, origins: () => [PUBLIC_URL], clock, logger, newReference: () => 'REF' });
  const host = new URL(PUBLIC_URL).host;
  const peer = { incoming: { socket: { remoteAddress: address } } };

  async function read(path: string, answer: Response): Promise<ReadPage> {
    const html = await answer.text();
    const text = withoutDirectionControls(html.slice(html.indexOf('<main>')).replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ');
    return { status: answer.status, path, html, text };
  }
  async function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<ReadPage> {
    const path = url.replace(PUBLIC_URL, '');
    return read(path, await routes.request(path, { headers: { host, ...headers } }, peer));
  }
  /** What a browser sends with a form that it shows: its hidden fields, and what is typed. */
  async function post(
    page: Pick<ReadPage, 'path' | 'html'>,
    typed: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const hidden = [...page.html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]);
    const fields = new URLSearchParams({ ...Object.fromEntries(hidden), ...typed });
    const request = { method: 'POST', body: fields, headers: { host, origin: PUBLIC_URL, ...headers } };
    return routes.request(page.path, request, peer);
  }
  return {
    get,
    post,
    file: (url: string) => routes.request(url.replace(PUBLIC_URL, ''), { headers: { host } }, peer),
    /** Sends a form, and follows where it leads. */
    async send(page: Pick<ReadPage, 'path' | 'html'>, typed: Readonly<Record<string, string>>): Promise<ReadPage> {
      const answer = await post(page, typed);
      if (answer.status !== 303) return read(page.path, answer);
      const { pathname, search } = new URL(answer.headers.get('location') ?? '', `${PUBLIC_URL}${page.path}`);
      return get(`${pathname}${search}`);
    },
  };
}
