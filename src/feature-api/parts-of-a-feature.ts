import type { MemberId } from '../core/ids.js';
import { every, mapLookup } from '../core/lookup.js';
import type { Card } from '../core/message.js';
import type { Phrase } from '../core/phrase.js';
import { earliest, type Instant } from '../core/time.js';
import { gather } from '../kit/gather.js';
import type { MayRead } from '../ports/chat.js';
import type { Context } from './context.js';
import type { Feature, Listener, PersonHooks } from './types.js';

/** One part of a large feature, with what it adds to it. Each has a folder and a file `part.ts` (decision 0015). */
export interface FeaturePart
  extends Pick<Feature, 'handlers' | 'messages' | 'jobs' | 'person' | 'auditActions' | 'auditDetails' | 'home' | 'listener' | 'needs'>,
    Pick<
      Feature,
      | 'notices'
      | 'onShelfFetched'
      | 'plan'
      | 'start'
      | 'expire'
      | 'tidy'
      | 'offers'
      | 'onOrganisationsMerged'
      | 'standing'
      | 'figures'
      | 'pages'
      | 'matter'
    > {}

type Hook<A extends unknown[]> = ((context: Context, ...args: A) => Promise<void>) | undefined;

/** The parts of the feature `name` as one: lists are joined, hooks run in the order of the parts (removal in reverse). */
export function joinParts(name: string, parts: readonly FeaturePart[]): FeaturePart {
  const inTurn =
    <A extends unknown[]>(hooks: readonly Hook<A>[]) =>
    async (context: Context, ...args: A): Promise<void> => {
      for (const hook of hooks) await hook?.(context, ...args);
    };
  return {
    handlers: parts.flatMap(({ handlers }) => handlers),
    messages: parts.flatMap(({ messages }) => messages),
    notices: parts.flatMap(({ notices = [] }) => notices),
    jobs: parts.flatMap(({ jobs }) => jobs),
    offers: parts.flatMap(({ offers = [] }) => offers),
    pages: parts.flatMap(({ pages = [] }) => pages),
    person: joinHooks(
      name,
      parts.map(({ person }) => person),
    ),
    auditActions: Object.assign({}, ...parts.map(({ auditActions }) => auditActions)),
    auditDetails: Object.assign({}, ...parts.map(({ auditDetails }) => auditDetails)),
    home: {
      async cards(context, member) {
        const cards = [];
        for (const { home } of parts) cards.push(...((await home?.cards(context, member)) ?? []));
        return cards;
      },
    },
    listener: {
      heard: inTurn(parts.map(({ listener }) => listener?.heard)),
      thread: inTurn(parts.map(({ listener }) => listener?.thread)),
      async mayRead(context, thread) {
        let most: MayRead = false;
        for (const { listener } of parts) {
          const may = await listener?.mayRead?.(context, thread);
          if (may === true) return true;
          most = may ?? most;
        }
        return most;
      },
      known: (context, thread) => gather(parts, ({ listener }) => listener?.known?.(context, thread)),
      reactions: (context, key) => gather(parts, ({ listener }) => listener?.reactions?.(context, key)),
      reactedTo: (context, of) => gather(parts, ({ listener }) => listener?.reactedTo?.(context, of)),
      async threadGone(context, thread) {
        for (const { listener } of parts) if (await listener?.threadGone?.(context, thread)) return true;
        return false;
      },
      threadAnew: inTurn(parts.map(({ listener }) => listener?.threadAnew)),
      openThreads: (context) => gather(parts, ({ listener }) => listener?.openThreads?.(context)),
      keptThreads: (context) => gather(parts, ({ listener }) => listener?.keptThreads?.(context)),
      ...menuOf(parts),
    },
    needs: (settings) => parts.flatMap(({ needs }) => needs?.(settings) ?? []),
    plan: inTurn(parts.map(({ plan }) => plan)),
    async expire(context) {
      const moments: Instant[] = [];
      for (const { expire } of parts) {
        const at = await expire?.(context);
        if (at !== undefined) moments.push(at);
      }
      const [first, ...others] = moments;
      return first === undefined ? undefined : earliest(first, ...others);
    },
    onShelfFetched: inTurn(parts.map(({ onShelfFetched }) => onShelfFetched)),
    tidy: inTurn(parts.map(({ tidy }) => tidy)),
    ...matterOf(parts),
    standing: (context, language) => gather(parts, ({ standing }) => standing?.(context, language)),
    figures: (context) => gather(parts, ({ figures }) => figures?.(context)),
    onOrganisationsMerged: inTurn(parts.map(({ onOrganisationsMerged }) => onOrganisationsMerged)),
  };
}

/** One part answers the menu of messages in threads. */
function menuOf(parts: readonly FeaturePart[]): Pick<Listener, 'menu'> {
  const [menu] = parts.flatMap(({ listener }) => listener?.menu ?? []);
  return menu ? { menu } : {};
}

/** What parts offer for links and files of a message; absent where none does, so that no file is read for nothing. */
function matterOf(parts: readonly FeaturePart[]): Pick<FeaturePart, 'matter'> {
  const offers = parts.flatMap(({ matter }) => matter ?? []);
  if (offers.length === 0) return {};
  return {
    async matter(context, request, given) {
      const shown: Awaited<ReturnType<(typeof offers)[number]>>[] = [];
      for (const offer of offers) shown.push(await offer(context, request, given));
      return async (inside) => {
        const cards: Card[] = [];
        for (const show of shown) cards.push(...(await show(inside)));
        return cards;
      };
    },
  };
}

function joinHooks(name: string, hooks: readonly PersonHooks[]): PersonHooks {
  const underName = (data: Readonly<Record<string, unknown>>) => (Object.keys(data).length === 0 ? {} : { [name]: data });
  return {
    exportRows: (context, member) =>
      mapLookup(every(hooks.flatMap(({ exportRows }) => exportRows?.(context, member) ?? [])), (found) =>
        underName(Object.assign({}, ...found)),
      ),
    async exportPersonalData(context, member) {
      const data: Record<string, unknown> = {};
      for (const { exportPersonalData } of hooks) Object.assign(data, await exportPersonalData(context, member));
      return underName(data);
    },
    async onMemberRemoved(context, member, how) {
      for (const { onMemberRemoved } of hooks.toReversed()) await onMemberRemoved(context, member, how);
    },
    async onMembersMerged(context, merged) {
      for (const { onMembersMerged } of hooks) await onMembersMerged(context, merged);
    },
    async onMembersParted(context, members) {
      for (const { onMembersParted } of hooks) await onMembersParted?.(context, members);
    },
    async onAccountLeft(context, member) {
      for (const { onAccountLeft } of hooks) await onAccountLeft?.(context, member);
    },
    async onMemberReturned(context, member) {
      for (const { onMemberReturned } of hooks) await onMemberReturned(context, member);
    },
    async onVisibilityChanged(context, member, fields) {
      for (const { onVisibilityChanged } of hooks) await onVisibilityChanged?.(context, member, fields);
    },
    async describeReturn(context, member) {
      const phrases: Phrase[] = [];
      for (const { describeReturn } of hooks) phrases.push(...((await describeReturn?.(context, member)) ?? []));
      return phrases;
    },
    async sentencesOf(context: Context, member: MemberId) {
      const sentences: string[] = [];
      for (const { sentencesOf } of hooks) sentences.push(...((await sentencesOf?.(context, member)) ?? []));
      return sentences;
    },
  };
}
