import { isPublicHost } from '../../../kit/public-address.js';

/** Parameters that say where a link was found, and nothing about what it leads to. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref)$/i;

/** What links to the same page have in common: no scheme, no `www`, no tracking, no fragment, no slash at the end. */
export function linkKey(link: string): string {
  const { hostname, port, pathname, searchParams } = new URL(link);
  const kept = [...searchParams].filter(([name]) => !TRACKING.test(name)).map(([name, value]) => `${name}=${value}`);
  const query = kept.length === 0 ? '' : `?${kept.sort().join('&')}`;
  return `${hostname.replace(/^www\./, '')}${port === '' ? '' : `:${port}`}${pathname.replace(/\/+$/, '')}${query}`;
}

/** Whether others can open it, as far as its host tells: a link into a machine or its network leads them nowhere, or into their own. */
export const isOpenLink = (link: string): boolean => isPublicHost(new URL(link).hostname);
