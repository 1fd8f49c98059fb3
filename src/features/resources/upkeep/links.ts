import { after, DAY, earliest, type Instant, latest, MINUTE, periodAt, toInstant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import type { LinkFound } from '../../../ports/links.js';
import { isOwnOutage, judgeLink } from '../rules/link-health.js';
import { resourcesSection } from '../settings.js';
import { resourcesStore } from '../store/index.js';
import { mender } from './review.js';
import type { DueLink } from './types.js';

export const LINKS = 'resources.upkeep.links';

/** How many links one run looks at, and how many of one server; the rest follows some minutes later. */
const LINKS_MAX = 12;
const PER_HOST = 3;
/** How many servers are asked at the same time. */
const AT_ONCE = 4;
const SLOT_MS = 10 * MINUTE;
/** How long nothing is asked when the bot's own line seems to be cut. */
const OUTAGE_MS = 6 * 60 * MINUTE;

export interface Looked {
  readonly due: DueLink;
  readonly found: LinkFound;
}

/** Looks at some of the links whose turn it is, outside a transaction. Undefined where nobody is to look. */
export async function lookAtLinks(context: Context): Promise<readonly Looked[] | undefined> {
  if (!context.linkChecks.isOn || !resourcesSection.of(await context.community.settings()).checkLinks) return undefined;
  const due = fewOfEach(await resourcesStore(context.tx).dueLinks(context.now, 5 * LINKS_MAX));
  const looked: Looked[] = [];
  const waiting = [...due];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      looked.push({ due: next, found: await context.linkChecks.check(next.link) });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return looked;
}

function fewOfEach(due: readonly DueLink[]): readonly DueLink[] {
  const hosts = new Map<string, number>();
  const few = due.filter(({ link }) => {
    const { host } = new URL(link);
    hosts.set(host, (hosts.get(host) ?? 0) + 1);
    return (hosts.get(host) ?? 0) <= PER_HOST;
  });
  return few.slice(0, LINKS_MAX);
}

/** Writes what was found, tells whose links are lost, and plans the next run. */
export async function noteLinks(context: Context, looked: readonly Looked[] | undefined): Promise<void> {
  if (!looked) return planLinks(context);
  const store = resourcesStore(context.tx);
  const seen = looked.map(({ due: { link }, found: { state } }) => ({ link, state }));
  if (isOwnOutage(seen)) return planLinks(context, after(context.now, OUTAGE_MS));
  for (const { due, found } of looked) {
    // It was replaced meanwhile, with what is known of it.
    if ((await store.edition(due.edition))?.link !== due.link) continue;
    const judged = judgeLink(due.known, found, due.edition, context.now);
    await store.saveLink(due.edition, { ...found, ...judged, checkedAt: context.now });
    if (judged.badSince === context.now) await tellOfLink(context, due);
  }
  const next = await store.nextLinkAt();
  await planLinks(context, next === undefined ? undefined : toInstant(Math.max(next, context.now)));
}

async function tellOfLink(context: Context, { edition, resource }: DueLink): Promise<void> {
  const member = await mender(context, (await resourcesStore(context.tx).find(resource))?.member ?? null);
  const plan = { key: `resources:link:${edition}:${context.now}`, args: { edition }, dueAt: context.now };
  await context.deliveries.plan(
    member === null
      ? { ...plan, kind: 'resources.upkeep.link-unowned', to: { to: 'channel', channel: 'organisers' } }
      : { ...plan, kind: 'resources.upkeep.link', to: { to: 'member', member } },
  );
}

/** Plans the next look: when the next link has its turn, and at midnight in any case, for what is new by then. */
export async function planLinks(context: Context, next?: Instant): Promise<void> {
  if (!context.linkChecks.isOn) return;
  const midnight = toInstant((periodAt(context.now, DAY) + 1) * DAY);
  const wanted = latest(earliest(next ?? midnight, midnight), after(context.now, 1));
  const slot = periodAt(after(wanted, SLOT_MS - 1), SLOT_MS);
  await context.agenda.plan({ key: `${LINKS}:${slot}`, kind: LINKS, payload: {}, dueAt: toInstant(slot * SLOT_MS) });
}
