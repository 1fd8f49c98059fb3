import { after, HOUR } from '../../core/time.js';
import { type Context, planExpiry } from '../../feature-api/index.js';
import type { Entrance, EntryAnswer, EntryRequest } from '../../ports/entrance.js';
import { accountIn, cleanLine, findMember, hashOf, hasWords, linkAccount, NAME_MAX, ORGANISATION_MAX } from '../members/public.js';
import { isJoinLink } from './join-link.js';
import { LIFETIMES } from './lifetimes.js';
import { tellOfRequests } from './requests.js';
import { newAccountName, newSecret } from './secrets.js';
import { invitationsStore } from './store.js';

/** Longer texts are no secrets of ours. */
const SECRET_MAX = 100;
/** Requests that wait for organisers at most; a workshop may use a join link at once, and links are asked for by a few. */
const WAITING_MAX = { join: 200, link: 100 } as const;
const LINKS_PER_HOUR = 20;

/** Who comes into the browser chat, and how. Whoever asks for a link learns nothing of who is a member. */
export const invitationsEntrance = (context: Context): Entrance => ({
  async look(secret) {
    if (secret.length > SECRET_MAX) return undefined;
    const hash = await hashOf(secret);
    const store = invitationsStore(context.tx);
    const id = await store.find(hash, context.now);
    if (id === undefined) {
      const waiting = await store.requestByHash(hash);
      return waiting && { state: 'waiting', language: waiting.language, name: waiting.name };
    }
    const member = await findMember(context, id);
    return member && { state: 'invited', language: member.language, name: member.name };
  },
  async enter(secret) {
    if (secret.length > SECRET_MAX) return undefined;
    const hash = await hashOf(secret);
    return context.atomically((inside) => enter(inside, hash));
  },
  mayJoin: async (secret) => secret.length <= SECRET_MAX && isJoinLink(context, await hashOf(secret)),
  ask: (request) => context.atomically((inside) => ask(inside, request)),
});

async function enter(context: Context, hash: string): Promise<string | undefined> {
  const space = context.platforms.space('web');
  if (space === undefined) return undefined;
  const id = await invitationsStore(context.tx).use(hash, context.now);
  const member = id === undefined ? undefined : await findMember(context, id);
  if (!member) return undefined;
  const known = await accountIn(context, member.id, { platform: 'web', space });
  // Whoever had left is back as soon as they use it.
  if (known) return known.user;
  const user = newAccountName(context.random);
  await linkAccount(context, member.id, { platform: 'web', space, user });
  context.logger.info({ member: member.id }, 'came by an invitation');
  return user;
}

async function ask(context: Context, request: EntryRequest): Promise<EntryAnswer> {
  const { kind, through, language } = request;
  const name = cut(cleanLine(request.name), NAME_MAX);
  const organisation = cut(cleanLine(request.organisation), ORGANISATION_MAX);
  if (!hasWords(name) || (kind === 'join' && !hasWords(organisation))) return { is: 'unclear' };
  if (kind === 'join' && !(await isJoinLink(context, await hashOf(through ?? '')))) return { is: 'closed' };
  const store = invitationsStore(context.tx);
  const { now } = context;
  const { all, recent } = await store.countRequests(kind, after(now, -HOUR));
  if (all >= WAITING_MAX[kind] || (kind === 'link' && recent >= LINKS_PER_HOUR)) return { is: 'crowded' };
  const secret = kind === 'join' ? newSecret() : undefined;
  await store.ask({
    kind,
    hash: secret === undefined ? null : await hashOf(secret),
    name,
    organisation: organisation === '' ? null : organisation,
    language,
    askedAt: now,
  });
  await planExpiry(context, after(now, LIFETIMES.entryRequest));
  await tellOfRequests(context);
  return { is: 'asked', ...(secret !== undefined && { secret }) };
}

const cut = (text: string, max: number): string => [...text].slice(0, max).join('');
