import type { Actor } from '../../core/access.js';
import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { LANGUAGES, type Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import type { Clock } from '../../core/time.js';
import { phrase, speaker } from '../../language/index.js';
import type { Identity } from '../../ports/chat.js';
import type { Logger } from '../../ports/logger.js';
import type { Member } from '../../ports/members.js';
import type { Repositories, Store } from '../../ports/store.js';

/** Called in the transaction that erases a member, or marks them as left, before it does: a feature cancels what it planned for them. */
type GoneHook = (repositories: Repositories, member: MemberId) => Promise<void>;

/** Called in the transaction that made two rows of one person one, after it did. */
type MergeHook = (repositories: Repositories, merged: { readonly from: MemberId; readonly into: MemberId }) => Promise<void>;

type FirstOrganiser = Pick<Identity, 'platform' | 'user'> & { readonly space?: string };

export interface MembersDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The first organisers, from the configuration; without a `space`, in any space of the platform. */
  readonly organisers: readonly FirstOrganiser[];
  /** Whether the bot may open a direct conversation with a person who never wrote to it. */
  readonly mayWriteFirst: (identity: Identity) => boolean;
  readonly goneHooks?: readonly GoneHook[];
  readonly mergeHooks?: readonly MergeHook[];
  /** What waits for a member who did not ask to be written to; it counts as given. */
  readonly takeWaiting?: (reader: Actor) => Promise<readonly Card[]>;
  /** Whether the platform lets this person administer the space, as it stands now. */
  readonly isAdministrator?: (identity: Identity) => Promise<boolean>;
}

/** What stands for a name until the person tells one. */
export const PLACEHOLDERS: readonly string[] = LANGUAGES.map((language) => speaker(language).plain('members.someone'));

/** The language of somebody who has not chosen one. */
export function firstLanguage({ languages }: Pick<Settings, 'languages'>): Language {
  return languages[0] ?? 'en';
}

export function toActor(member: Member): Actor {
  const { id, name, language, timezone, role, status } = member;
  return { id, name, language, timezone, role, status };
}

/** Throws a `NotFoundError` if the member was erased meanwhile. */
export async function requireMember(repositories: Repositories, id: MemberId): Promise<Member> {
  const member = await repositories.members.find(id);
  if (!member) throw new NotFoundError(`no member ${id}`, phrase('members.error.gone'));
  return member;
}

export const welcomeKey = (member: MemberId): string => `members:welcome:${member}`;
const reminderKey = (member: MemberId): string => `members:reminder:${member}`;

/** Plans the one gentle reminder. A second call changes nothing: it is sent once in a lifetime. */
export async function planReminder(repositories: Repositories, member: MemberId, dueAt: number): Promise<void> {
  await repositories.deliveries.plan({
    key: reminderKey(member),
    kind: 'members.reminder',
    args: { member },
    to: { to: 'member', member },
    dueAt,
  });
}

/** Cancels what still waits to be said to a member about their induction. */
export async function cancelInductionMessages(repositories: Repositories, member: MemberId): Promise<void> {
  await repositories.agenda.cancel([`deliver:${welcomeKey(member)}`, `deliver:${reminderKey(member)}`]);
}
