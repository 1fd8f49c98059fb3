import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Attachment } from '../../core/message.js';
import type { Context } from '../../feature-api/index.js';
import { csvFile } from '../../kit/csv.js';
import { speaker } from '../../language/index.js';
import type { Platform } from '../../ports/identity.js';
import { type Profile, peopleWithoutAccount } from '../members/public.js';
import { isJoinOpen } from './join-link.js';
import { makeLinks } from './links.js';
import { invitationsStore } from './store.js';

/** What organisers see before they invite. */
export interface Overview {
  readonly hasChat: boolean;
  /** Platforms on which people are already, connected now. */
  readonly platforms: readonly Platform[];
  /** On the list, without an account, and not named with one. */
  readonly without: number;
  /** Of these, with an address to which the bot could write. */
  readonly withAddress: number;
  /** On the list with their account on a platform, which they have not used. */
  readonly named: number;
  readonly canMail: boolean;
  readonly isOpen: boolean;
  readonly requests: number;
}

export async function overview(context: Context): Promise<Overview> {
  const { without, named } = await peopleWithoutAccount(context);
  const { all } = await invitationsStore(context.tx).countRequests(undefined, context.now);
  return {
    hasChat: context.chatAddress('/') !== undefined,
    platforms: context.platforms.withChannels().filter((platform) => context.platforms.space(platform) !== undefined),
    without: without.length,
    withAddress: without.filter(hasAddress).length,
    named,
    canMail: context.mail !== undefined && context.chatAddress('/') !== undefined,
    isOpen: await isJoinOpen(context),
    requests: all,
  };
}

const hasAddress = ({ member }: Profile): boolean => member.email !== null && member.visibility.email !== 'nobody';

/** A link for everyone on the list without an account, as a file. */
export async function inviteAll(
  context: Context,
  actor: MemberId,
  language: Language,
): Promise<{ readonly count: number; readonly file: Attachment }> {
  const { without } = await peopleWithoutAccount(context);
  const links = await makeLinks(
    context,
    without.map(({ member }) => member.id),
  );
  const say = speaker(language);
  const header = (['name', 'organisation', 'email', 'link'] as const).map((column) => say.plain(`invitations.column.${column}`));
  const rows = without.map((profile, index) => [
    profile.member.name,
    profile.organisation?.name ?? '',
    hasAddress(profile) ? (profile.member.email ?? '') : '',
    links[index]?.link ?? '',
  ]);
  await context.audit.append({ at: context.now, actor, action: 'invitations.links', details: { people: links.length } });
  return { count: links.length, file: csvFile('invitations.csv', [header, ...rows]) };
}

/** Plans a mail to everyone on the list without an account whose address is known. A second click mails nobody twice. */
export async function mailAll(context: Context, actor: MemberId): Promise<number> {
  const { without } = await peopleWithoutAccount(context);
  const people = without.filter(hasAddress);
  const { now } = context;
  await context.agenda.plan(
    people.map(({ member }) => ({
      key: `invitations:mail:${member.id}`,
      kind: 'invitations.mail',
      payload: { member: member.id },
      dueAt: now,
      again: true,
    })),
  );
  await context.audit.append({ at: now, actor, action: 'invitations.mail', details: { people: people.length } });
  return people.length;
}
