import { type Actor, isAllowed, wayToMembership } from '../../core/access.js';
import { AccessError, InputError, NotFoundError } from '../../core/errors.js';
import { fold, nameKey } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { every } from '../../core/lookup.js';
import type { Context } from '../../feature-api/index.js';
import { formatList, phrase } from '../../language/index.js';
import { isVisibleTo } from './rules/visibility.js';
import { membersStore, type NamedWithOrganisation } from './store/index.js';
import { cleanLine } from './text.js';

const CANDIDATES_SHOWN = 5;
const CANDIDATES_READ = 200;

/**
 * The member whom `typed` means: `@name`, a name, or a part of one; words of the organisation narrow it down, as far as the
 * asker may see it. Throws a `NotFoundError` if nobody fits, an `InputError` that names candidates if several do, and an
 * `AccessError` for askers who are not members.
 */
export async function findByText(context: Context, typed: string, asker: Actor): Promise<MemberId> {
  const [found] = await findAllByText(context, [typed], asker);
  if (found === undefined) throw new Error('one name is one member');
  return found;
}

/** As `findByText` for several, in their order and in as few statements as for one; it throws the same errors. */
export async function findAllByText(context: Context, typed: readonly string[], asker: Actor): Promise<readonly MemberId[]> {
  assertMembership(asker);
  const names = typed.map(toSought);
  const found = await context.tx.find(every(names.map(({ words }) => membersStore(context.tx).named(longest(words), CANDIDATES_READ))));
  const sought = names.map((name, index) => {
    const here = (found[index] ?? []).filter((member) => !member.isBot && member.status !== 'left');
    return { ...name, here, exact: here.filter((member) => nameKey(member.name) === nameKey(name.shown)) };
  });
  return sought.map(({ exact: [only, ...others], ...name }) => {
    if (only && others.length === 0) return only.id;
    return theOneOf(name, only ? [only, ...others] : [], asker);
  });
}

interface Sought {
  readonly shown: string;
  readonly words: readonly string[];
}

function toSought(typed: string): Sought {
  const shown = cleanLine(typed.replace(/^@+/, '')).slice(0, 60);
  const words = fold(shown).split(' ').filter(Boolean);
  if (words.length === 0) throw new NotFoundError('an empty name', phrase('members.error.nobody', { name: shown }));
  return { shown, words };
}

/** The only one who fits, by their name and as much of their organisation as the asker may see. */
function theOneOf(
  { shown, words, here }: Sought & { readonly here: readonly NamedWithOrganisation[] },
  exact: readonly NamedWithOrganisation[],
  asker: Actor,
): MemberId {
  const visible = (member: NamedWithOrganisation): string | null =>
    isVisibleTo(member, 'organisation', asker) ? member.organisationName : null;

  const fitting = here.filter((member) => {
    const name = nameKey(member.name);
    const text = `${name} ${nameKey(visible(member) ?? '')}`;
    return words.every((word) => text.includes(word)) && words.some((word) => name.includes(word));
  });
  const candidates = exact.length > 0 ? exact : fitting;
  const [only] = candidates;
  if (!only) throw new NotFoundError('nobody has this name', phrase('members.error.nobody', { name: shown }));
  if (candidates.length === 1) return only.id;
  const names = candidates.slice(0, CANDIDATES_SHOWN).map((member) => {
    const organisation = visible(member);
    return organisation === null ? member.name : `${member.name} (${organisation})`;
  });
  throw new InputError(
    `${candidates.length} members fit`,
    phrase('members.error.several', { name: shown, count: candidates.length, candidates: formatList(names, asker.language) }),
  );
}

/** Throws an `AccessError` for newcomers and people who wait for an approval: profiles are shown to members only. */
export function assertMembership(asker: Actor): void {
  if (isAllowed(asker, 'member')) return;
  throw new AccessError(`member ${asker.id} may not see others`, phrase(wayToMembership(asker.status)));
}

/** The longest word finds the fewest rows. */
function longest(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}
