import { every, mapLookup } from '../core/lookup.js';
import { gather } from '../kit/gather.js';
import type { Figure } from '../ports/metrics.js';
import { checkFeatures, releasedLine } from './check-features.js';
import type { HandedOut } from './parts/shelf.js';
import type { Feature, FeatureSet } from './types.js';

/** Fewer messages than this to secret readers are not counted for organisers. */
const FEWEST_TOLD = 5;

/**
 * Puts features together, and checks them, so that start-up ends where something was forgotten.
 * @param released The released controls, as lines of test/fixtures/action-ids.txt: old messages still carry their ids.
 * @throws {RangeError} For two features, commands, handlers, jobs, messages, notices, tables or purposes of one name, and for what
 * `checkFeatures` finds.
 */
export function createFeatureSet(all: readonly Feature[], released: readonly string[] = []): FeatureSet {
  const of = <T>(list: (feature: Feature) => readonly T[]): readonly T[] => all.flatMap(list);
  const commands = of(({ commands: own }) => own);
  // Organisers see the channels that everyone can read first, whichever feature they belong to.
  const purposes = of(({ channels = [] }) => channels).toSorted(
    (a, b) => Number(a.readers === 'organisers') - Number(b.readers === 'organisers'),
  );
  const messages = of(({ messages: own }) => own);
  const secret = new Set(messages.filter(({ readerIsSecret }) => readerIsSecret).map(({ kind }) => kind));
  const notices = of(({ notices: own = [] }) => own);
  const jobs = of(({ jobs: own }) => own);
  const upkeep = new Set(jobs.filter((job) => job.upkeep).map(({ kind }) => kind));
  const [shelf] = of(({ shelf: own }) => (own ? [own] : []));
  const handlers = of(({ handlers: own }) => own);
  const handlerByKey = uniqueBy(handlers, releasedLine);
  const commandByName = uniqueBy(commands, ({ name }) => `command ${name}`);
  const noticeByName = uniqueBy(notices, ({ name }) => `notice ${name}`);
  const pageByPath = uniqueBy(
    of(({ pages = [] }) => pages),
    ({ path }) => `page ${path}`,
  );
  const featureByName = uniqueBy(all, ({ name }) => `feature ${name}`);
  const ownerOf = (key: string) => featureByName.get(`feature ${key.split(':', 1)[0]}`);
  /** The feature that a thread belongs to: its key begins with the feature's name. */
  const listenerOf = (key: string) => ownerOf(key)?.listener;
  uniqueBy(messages, ({ kind }) => `message ${kind}`);
  uniqueBy(jobs, ({ kind }) => `job ${kind}`);
  uniqueBy(purposes, ({ name }) => `purpose ${name}`);
  uniqueBy(
    of(({ tables: own }) => own),
    ({ name }) => `table ${name}`,
  );
  checkFeatures(all, released);
  return {
    all,
    commands,
    handlers,
    messages,
    notices,
    jobs,
    tables: of(({ tables }) => tables),
    sections: of(({ settings }) => (settings ? [settings] : [])),
    purposes,
    needs: (settings) => all.flatMap(({ needs }) => needs?.(settings) ?? []),
    async heard(context, wrote) {
      for (const { listener } of all) await listener?.heard(context, wrote);
    },
    async addressed(context, wrote) {
      for (const { listener } of all) if (await listener?.addressed?.(context, wrote)) return;
    },
    async changed(context, about) {
      await listenerOf(about.key)?.changed?.(context, about);
    },
    async heardInThread(context, event) {
      await listenerOf(event.key)?.thread?.(context, event);
    },
    async threadGone(context, thread) {
      return (await listenerOf(thread.key)?.threadGone?.(context, thread)) ?? false;
    },
    async threadAnew(context, thread) {
      await listenerOf(thread.key)?.threadAnew?.(context, thread);
    },
    openThreads: (context) => gather(all, ({ listener }) => listener?.openThreads?.(context)),
    keptThreads: (context) => gather(all, ({ listener }) => listener?.keptThreads?.(context)),
    async mayRead(context, thread) {
      return (await listenerOf(thread.key)?.mayRead?.(context, thread)) ?? false;
    },
    async known(context, thread) {
      return (await listenerOf(thread.key)?.known?.(context, thread)) ?? [];
    },
    async reactions(context, key) {
      return (await listenerOf(key)?.reactions?.(context, key)) ?? [];
    },
    async reactedTo(context, of) {
      return (await listenerOf(of.key)?.reactedTo?.(context, of)) ?? [];
    },
    menu: (key) => listenerOf(key)?.menu,
    isUpkeep: (kind) => upkeep.has(kind),
    isSecret: (kind) => secret.has(kind),
    toldCount: (kind, count) => (secret.has(kind) && count < FEWEST_TOLD ? 1 : count),
    async isSetUp(context) {
      for (const { isSetUp } of all) if (isSetUp && !(await isSetUp(context))) return false;
      return true;
    },
    async firstStepDone(context) {
      for (const { onFirstStep } of all) await onFirstStep?.(context);
    },
    greetings: messages.filter(({ greets }) => greets).map(({ kind }) => kind),
    async greetingCards(context, reader) {
      const lookups = all.flatMap(({ greetingCards }) => greetingCards?.(context, reader) ?? []);
      return (await context.tx.find(every(lookups))).flat();
    },
    matters(context, viewer, language) {
      const found = every(all.flatMap(({ matters }) => matters?.(context, viewer, language) ?? []));
      return mapLookup(found, (blocks) => blocks.flat());
    },
    async standing(context, language) {
      const lines: string[] = [];
      for (const { standing } of all) lines.push(...((await standing?.(context, language)) ?? []));
      return lines;
    },
    async figures(context) {
      const found: Figure[] = [];
      for (const { figures } of all) found.push(...((await figures?.(context)) ?? []));
      return found;
    },
    async calendar(context, range, language) {
      const items = [];
      for (const { calendar } of all) items.push(...((await calendar?.between(context, range, language)) ?? []));
      return items;
    },
    async searchable(context, language) {
      const found = [];
      for (const { search } of all) found.push(...((await search?.searchable(context, language)) ?? []));
      return found;
    },
    async letter(context, period, language) {
      const sections = [];
      for (const { letter } of all) sections.push(...((await letter?.sections(context, period, language)) ?? []));
      return sections.filter(({ items }) => items.length > 0);
    },
    async itemChanged(context, key) {
      for (const { onItemChanged } of all) await onItemChanged?.(context, key);
    },
    shelf,
    async shelfFetched(context, fetched) {
      await ownerOf(fetched.key)?.onShelfFetched?.(context, fetched);
    },
    async handedOut(context, days) {
      const found: HandedOut[] = [];
      for (const { handedOut } of all) {
        const own = await handedOut?.(context, days);
        if (own) found.push(own);
      }
      if (found.length === 0) return undefined;
      const sum = (of: 'sent' | 'opened') => found.reduce((total, each) => total + each[of], 0);
      return { sent: sum('sent'), opened: sum('opened') };
    },
    notice: (name) => noticeByName.get(`notice ${name}`),
    page: (path) => pageByPath.get(`page ${path}`),
    command: (name) => commandByName.get(`command ${name}`),
    handler: (kind, feature, name) => handlerByKey.get(releasedLine({ kind, feature, name })),
  };
}

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (result.has(key)) throw new RangeError(`there are two of ${key}`);
    result.set(key, item);
  }
  return result;
}
