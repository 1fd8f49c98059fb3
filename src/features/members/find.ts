import { type Actor, isAllowed, wayToMembership } from '../../core/access.js';
import { AccessError, InputError, NotFoundError } from '../../core/errors.js';
import { fold } from '../../core/fold.js';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import { formatList, phrase } from '../../language/index.js';
import type { Member, Organisation } from '../../ports/members.js';
import type { Store } from '../../ports/store.js';
import { isVisibleTo } from './rules.js';
import { cleanLine } from './words.js';

const CANDIDATES_SHOWN = 5;
const CANDIDATES_READ = 200;

/**
 * The member whom `typed` means: `@name`, a name, a part of one; words of the organisation narrow it down, as far as the
 * asker may see it. Throws a `NotFoundError` if nobody fits, an `InputError` that names candidates if several do, and an
 * `AccessError` for people who are not members: names are not for whoever walks in.
 */
export async function findByText(store: Store, typed: string, asker: Actor): Promise<MemberId> {
  requireMembership(asker);
  const shown = cleanLine(typed.replace(/^@+/, '')).slice(0, 60);
  const words = fold(shown).split(' ').filter(Boolean);
  const [first] = words;
  if (first === undefined) throw new NotFoundError('an empty name', phrase('members.error.nobody', { name: shown }));
  const { members } = await store.autocommit.members.list({ text: longest(words) }, { offset: 0, limit: CANDIDATES_READ });
  const here = members.filter((member) => !member.isBot && member.status !== 'left');
  const organisations = await organisationsOf(store, here);
  const visible = (member: Member): Organisation | undefined =>
    member.organisation !== null && isVisibleTo(member, 'organisation', asker) ? organisations.get(member.organisation) : undefined;

  const fitting = here.filter((member) => {
    const text = fold(`${member.name} ${visible(member)?.name ?? ''}`);
    return words.every((word) => text.includes(word)) && words.some((word) => fold(member.name).includes(word));
  });
  const exact = fitting.filter((member) => fold(member.name) === fold(shown));
  const candidates = exact.length > 0 ? exact : fitting;
  const [only] = candidates;
  if (!only) throw new NotFoundError('nobody is called so', phrase('members.error.nobody', { name: shown }));
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

/** Throws an `AccessError` for newcomers and people who wait for an approval: other members are shown to members. */
export function requireMembership(asker: Actor): void {
  if (isAllowed(asker, 'member')) return;
  throw new AccessError(`member ${asker.id} may not see others`, phrase(wayToMembership(asker.status)));
}

/** The longest word finds the fewest rows. */
function longest(words: readonly string[]): string {
  return words.reduce((best, word) => (word.length > best.length ? word : best), '');
}

async function organisationsOf(store: Store, members: readonly Member[]): Promise<ReadonlyMap<OrganisationId, Organisation>> {
  const ids = members.flatMap((member) => (member.organisation === null ? [] : [member.organisation]));
  return new Map((await store.autocommit.organisations.findMany(ids)).map((organisation) => [organisation.id, organisation]));
}
