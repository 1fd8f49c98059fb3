import type { MemberId } from '../../core/ids.js';
import { after, DAY, earliest, HOUR, type Instant, intoPeriod } from '../../core/time.js';
import { type Context, type Contexts, storeBlob } from '../../feature-api/index.js';
import type { StoredBlob } from '../../ports/blobs.js';
import { DEMO_PERSONAS } from '../personas.js';
import { blackoutsAround } from './calendar.js';
import { type SeededMember, seedMembers } from './members.js';
import type { SampledPast, SamplePart } from './part.js';
import { SAMPLE_PARTS } from './parts.js';
import { SAMPLE_TALK } from './talk.js';

const FACT = 'demo.sample';
const VERSION = '1';

/**
 * Fills an empty community with the invented one: 37 organisations, 120 members, what each feature adds, words in the
 * channels. The same for the same hour of the clock. A second call changes nothing. `hasFiles`: with files, for which there is a place.
 *
 * @throws {RangeError} If the sample lacks what its own parts name.
 */
export async function seedCommunity(
  contexts: Pick<Contexts, 'transaction' | 'autocommit'>,
  { hasFiles = false }: { readonly hasFiles?: boolean } = {},
): Promise<void> {
  if ((await contexts.autocommit.community.fact(FACT)) !== undefined) return;
  const files = hasFiles ? await storeFiles(contexts.autocommit) : new Map<string, ReadonlyMap<string, StoredBlob>>();
  await contexts.transaction(async (r) => {
    // Whole hours, so that what is written does not depend on the second.
    const now = after(r.now, -intoPeriod(r.now, HOUR));
    if ((await r.community.fact(FACT)) !== undefined) return;
    await adjustSettings(r, now);
    const people = await seedMembers(r, now);
    const personas = new Set(
      people.filter(({ user }) => DEMO_PERSONAS.some((persona) => persona.user === user)).map(({ member }) => member.id),
    );
    const members = people.map(({ member }) => member);
    const pasts = new Map<SamplePart, PartsPast>();
    for (const part of [...SAMPLE_PARTS].sort((one, other) => isLate(one) - isLate(other))) {
      const company = { members, personas, now, files: files.get(part.feature) ?? new Map() };
      pasts.set(part, { feature: part.feature, ...(await part.seed(r, company)) });
    }
    await talk(r, people, now);
    await lookBack(
      r,
      people,
      SAMPLE_PARTS.flatMap((part) => pasts.get(part) ?? []),
    );
    await r.community.saveFact(FACT, VERSION);
  });
}

const isLate = ({ isNamedByOthers }: SamplePart): number => (isNamedByOthers === true ? 0 : 1);

/** Stores the files of all parts, by the names of their features. */
async function storeFiles(context: Context): Promise<ReadonlyMap<string, ReadonlyMap<string, StoredBlob>>> {
  const all = new Map<string, ReadonlyMap<string, StoredBlob>>();
  for (const { feature, files } of SAMPLE_PARTS) {
    const stored = new Map<string, StoredBlob>();
    for (const [name, bytes] of (await files?.(context)) ?? []) stored.set(name, await storeBlob(context, [bytes], bytes.byteLength));
    all.set(feature, stored);
  }
  return all;
}

interface PartsPast extends SampledPast {
  readonly feature: string;
}

async function adjustSettings(r: Context, now: Instant): Promise<void> {
  const settings = await r.community.settings();
  await r.community.saveSettings({ ...settings, blackouts: settings.blackouts.length > 0 ? settings.blackouts : blackoutsAround(now) });
}

async function talk(r: Context, people: readonly SeededMember[], now: Instant): Promise<void> {
  const userOf = (part: string): string => {
    const speaker = people.find(({ member }) => member.name.includes(part));
    if (!speaker) throw new RangeError(`nobody is called ${part}`);
    return speaker.user;
  };
  const all = [...SAMPLE_TALK, ...SAMPLE_PARTS.flatMap((part) => part.talk)];
  for (const { name: channel } of r.features.purposes) {
    const known = await r.webChat.conversationByKey(channel);
    const conversation = known?.id ?? `demo-${channel}`;
    if (!known) await r.webChat.insertConversation({ id: conversation, kind: 'channel', key: channel, title: channel, users: [] });
    const write = (by: string, ago: number, text: string, thread: number | null) =>
      r.webChat.insertMessage({
        conversation,
        thread,
        author: userOf(by),
        onlyFor: null,
        at: after(now, -ago * HOUR),
        content: { type: 'text', text, files: [] },
        key: null,
      });
    const words = all.filter((one) => one.channel === channel).sort((a, b) => b.ago - a.ago);
    for (const [index, { by, ago, text, answers = [] }] of words.entries()) {
      const id = await write(by, ago, text, null);
      let last = id;
      for (const answer of answers) last = await write(answer.by, answer.ago, answer.text, id);
      // The newest words are still unread.
      if (index < words.length - 1) for (const { user } of DEMO_PERSONAS) await r.webChat.markRead(user, conversation, last);
    }
  }
}

/** What organisers did in these months. */
async function lookBack(r: Context, people: readonly SeededMember[], pasts: readonly PartsPast[]): Promise<void> {
  const organisers = people.filter(({ member }) => member.role === 'organiser').map(({ member }) => member);
  const [first, second] = organisers;
  if (!first || !second) throw new RangeError('the sample lacks organisers');
  const start = earliest(r.now, ...pasts.map(({ since }) => since));
  const append = (at: Instant, actor: MemberId, action: string, details: Parameters<typeof r.audit.append>[0]['details']) =>
    r.audit.append({ at, actor, action, details });
  await append(start, first.id, 'settings.change', { area: 'languages' });
  const withSettings = pasts.filter(({ feature }) => r.features.sections.some(({ name }) => name === feature));
  for (const { feature } of withSettings) await append(after(start, HOUR), first.id, 'settings.change', { area: feature });
  await append(after(start, 2 * HOUR), first.id, 'member.role', { member: second.id, from: 'member', to: 'organiser' });
  for (const { member } of people.filter((one) => one.member.role === 'adviser')) {
    await append(after(start, DAY), first.id, 'member.role', { member: member.id, from: 'member', to: 'adviser' });
  }
  for (const { feature, settingsChanged } of pasts) {
    for (const at of settingsChanged) await append(at, second.id, 'settings.change', { area: feature });
  }
}
