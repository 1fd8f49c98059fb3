import { type Actor, isAllowed, wayToMembership } from '../../core/access.js';
import { AccessError, InputError, NotFoundError } from '../../core/errors.js';
import { fold, nameKey } from '../../core/fold.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Context } from '../../feature-api/index.js';
import { formatList, phrase } from '../../language/index.js';
import { isVisibleTo } from './rules/visibility.js';
import { membersStore, organisationsStore } from './store/index.js';
import { cleanLine } from './text.js';
import type { Member, Organisation } from './types.js';

const CANDIDATES_SHOWN = 5;
const CANDIDATES_READ = 200;

/**
 * The member whom `typed` means: `@name`, a name, or a part of one; words of the organisation narrow it down, as far as the
 * asker may see it. Throws a `NotFoundError` if nobody fits, an `InputError` that names candidates if several do, and an
 * `AccessError` for askers who are not members.
 */
export async function findByText(context: Context, typed: string, asker: Actor): Promise<MemberId> {
  assertMembership(asker);
  const shown = cleanLine(typed.replace(/^@+/, '')).slice(0, 60);
  const words = fold(shown).split(' ').filter(Boolean);
  const [first] = words;
  if (first === undefined) throw new NotFoundError('an empty name', phrase('members.error.nobody', { name: shown }));
  const members = await membersStore(context.tx).list({ text: longest(words) }, { offset: 0, limit: CANDIDATES_READ });
  const here = members.filter((member) => !member.isBot && member.status !== 'left');
  const organisations = await organisationsOf(context, here);
  const visible = (member: Member): Organisation | undefined =>
    member.organisation !== null && isVisibleTo(member, 'organisation', asker) ? organisations.get(member.organisation) : undefined;

  const fitting = here.filter((member) => {
    const name = nameKey(member.name);
    const text = `${name} ${nameKey(visible(member)?.name ?? '')}`;
    return words.every((word) => text.includes(word)) && words.some((word) => name.includes(word));
  });
  const exact = fitting.filter((member) => nameKey(member.name) === nameKey(shown));
  const candidates = exact.length > 0 ? exact : fitting;
  const [only] = candidates;
  if (!only) throw new NotFoundError('nobody has this name', phrase('members.error.nobody', { name: shown }));
  if (candidates.length === 1) return only.id;
  const names = candidates.slice(0, CANDIDATES_SHOWN).map((member) => {
    const organisation = visible(member)?.name;
    return organisation === undefined ? member.name : `${member.name} (${organisation})`;
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

async function organisationsOf(context: Context, members: readonly Member[]): Promise<ReadonlyMap<OrganisationId, Organisation>> {
  const ids = members.flatMap((member) => (member.organisation === null ? [] : [member.organisation]));
  return new Map((await organisationsStore(context.tx).findMany(ids)).map((organisation) => [organisation.id, organisation]));
}
