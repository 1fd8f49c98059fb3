import { Agent, type Dispatcher } from 'undici';
import { isAddress, isPublicHost } from '../kit/public-address.js';
import { createTurns } from '../kit/turns.js';
import type { LinkFound, Links } from '../ports/links.js';
import { ClosedAddressError, isOpenAddress, openLookup, type Resolve, resolveName } from './open-address.js';

const HOPS_MAX = 5;
/** The time limits of one answer, and of a link with all its redirects. */
const ANSWER_MS = 10_000;
const WHOLE_MS = 30_000;
const HEADERS_MAX = 16 * 1024;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const GONE: readonly number[] = [404, 410];
/** Besides these only ports that no service of the system has. */
const PORTS: readonly number[] = [80, 443];
const PORTS_FROM = 1024;

export interface LinkCheckOptions {
  readonly resolve?: Resolve;
  readonly isOpen?: (address: string) => boolean;
  /** Whether the name of a host may be asked at all. */
  readonly isOpenHost?: (host: string) => boolean;
  readonly answerMs?: number;
}

/**
 * Checks links with `HEAD`, and with `GET` where a server does not like that; nothing of the page itself is read. Each server is asked
 * one thing at a time.
 */
export function createLinkChecks(options: LinkCheckOptions = {}): Links {
  const { resolve = resolveName, isOpen = isOpenAddress, isOpenHost = isPublicHost, answerMs = ANSWER_MS } = options;
  const turns = createTurns(1);
  const lookup = openLookup(resolve, isOpen);

  const requireOpen = (url: URL): void => {
    const { protocol, hostname, port, username, password } = url;
    const isPage = (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
    const isUsualPort = port === '' || PORTS.includes(Number(port)) || Number(port) >= PORTS_FROM;
    // An address in a URL is connected to as it is, without a look-up.
    const isOpenPlace = isAddress(hostname) ? isOpen(hostname.replace(/^\[|\]$/g, '')) : isOpenHost(hostname);
    if (!isPage || !isUsualPort || !isOpenPlace) throw new ClosedAddressError('not a page on the internet');
  };

  const ask = async (agent: Agent, method: 'HEAD' | 'GET', url: URL, signal: AbortSignal): Promise<Answer> => {
    const { statusCode, headers, body } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method,
      signal,
      headersTimeout: answerMs,
      headers: { 'user-agent': 'Mudhif (link check, once a month)', accept: '*/*', ...(method === 'GET' && { range: 'bytes=0-0' }) },
    } satisfies Dispatcher.RequestOptions);
    body.on('error', () => {});
    body.destroy();
    const { location } = headers;
    return { status: statusCode, location: typeof location === 'string' ? location : undefined };
  };

  /** One step of the way; `GET` follows where `HEAD` brings no page, because some servers refuse `HEAD`. */
  const step = (agent: Agent, url: URL, signal: AbortSignal): Promise<Answer> =>
    turns.run(url.host, async () => {
      const head = await ask(agent, 'HEAD', url, signal).catch((error: unknown) => {
        if (closedCause(error)) throw error;
        return undefined;
      });
      return head && head.status < 400 ? head : ask(agent, 'GET', url, signal);
    });

  const follow = async (agent: Agent, link: string, signal: AbortSignal): Promise<LinkFound> => {
    let url = new URL(link);
    for (let hop = 0; hop <= HOPS_MAX; hop += 1) {
      requireOpen(url);
      const { status, location } = await step(agent, url, signal);
      if (GONE.includes(status)) return { state: 'gone', status };
      if (!REDIRECTS.includes(status)) return { state: status < 400 ? 'alive' : 'refused', status };
      if (location === undefined || !URL.canParse(location, url.href)) return { state: 'refused', status };
      url = new URL(location, url.href);
    }
    return { state: 'closed' };
  };

  return {
    isOn: true,
    async check(link) {
      const agent = new Agent({ connect: { lookup, timeout: answerMs }, maxHeaderSize: HEADERS_MAX, pipelining: 0 });
      try {
        return await follow(agent, link, AbortSignal.timeout(WHOLE_MS));
      } catch (error) {
        return { state: closedCause(error) ? 'closed' : 'unreachable' };
      } finally {
        await agent.destroy();
      }
    },
  };
}

interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

function closedCause(error: unknown): boolean {
  return error instanceof ClosedAddressError || (error instanceof Error && error.cause instanceof ClosedAddressError);
}
