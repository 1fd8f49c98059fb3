import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { every, known } from '../../core/lookup.js';
import type { Reply } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import type { People, Person } from '../../ports/people.js';
import { exportProfile } from './person.js';

/**
 * Everything that is held about a member, for themselves. Of other people it holds only the names of those they met or
 * avoid. Throws a `NotFoundError` if the member was erased meanwhile.
 */
export async function exportPersonalData(context: Context, id: MemberId): Promise<Readonly<Record<string, unknown>>> {
  const profile = await exportProfile(context, id);
  const data: Record<string, unknown> = { ...profile };
  const remembering = withPeopleRemembered(context);
  const others = context.features.all.toReversed().filter(({ name }) => name !== 'members');
  const rows = every(others.map(({ person }) => person.exportRows?.(remembering, id) ?? known({})));
  const { data: held, found } = await context.personalData.exportPersonalData(id, profile.accounts, rows);
  for (const [index, { person }] of others.entries()) {
    for (const part of [found[index] ?? {}, await person.exportPersonalData(remembering, id)]) mergeInto(data, part);
  }
  return { ...data, ...held };
}

type Data = Readonly<Record<string, unknown>>;

/** Adds what a feature exports. One of several parts may export under its name twice. */
function mergeInto(data: Record<string, unknown>, part: Data): void {
  for (const [name, value] of Object.entries(part)) {
    const before = data[name];
    data[name] = isData(before) && isData(value) ? { ...before, ...value } : value;
  }
}

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same context, in which nobody is looked up twice: several features name the same people. */
function withPeopleRemembered(context: Context): Context {
  const known = new Map<MemberId, Person | undefined>();
  const findMany: People['findMany'] = async (ids) => {
    const unknown = ids.filter((id) => !known.has(id));
    const found = unknown.length === 0 ? [] : await context.people.findMany(unknown);
    for (const id of unknown)
      known.set(
        id,
        found.find((person) => person.id === id),
      );
    return [...new Set(ids)].flatMap((id) => known.get(id) ?? []).sort((one, other) => one.id - other.id);
  };
  return Object.create(context, { people: { value: { ...context.people, findMany } } }) as Context;
}

/** Everything that is held about a member, as a file that only they see. */
export async function exportReply(context: Context, member: MemberId, language: Language): Promise<Reply> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(await exportPersonalData(context, member), null, 2)}\n`);
  return {
    type: 'message',
    visibility: 'private',
    message: {
      cards: [{ language, blocks: [{ type: 'paragraph', text: speaker(language)('members.export.text') }] }],
      fleeting: 'export',
      files: [{ name: 'mudhif-my-data.json', mediaType: 'application/json', bytes }],
    },
  };
}
