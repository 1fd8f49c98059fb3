import { fold } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { isLanguage, type Language } from '../../core/language.js';
import { isZone, type Settings } from '../../core/settings.js';
import { after, HOUR, periodAt } from '../../core/time.js';
import type { Context } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import type { Identity, JoinEvent, Platform } from '../../ports/chat.js';
import { GENERAL } from './channels.js';
import { claimById, mayHaveAccount } from './claims.js';
import { firstLanguage, PLACEHOLDERS } from './defaults.js';
import { planReminder, planWelcome } from './induction-messages.js';
import { withOrganisation } from './profiles.js';
import { isConfiguredOrganiser } from './roles.js';
import { REMINDER_AFTER, statusWith } from './rules/induction.js';
import { DEFAULT_VISIBILITY } from './rules/visibility.js';
import { accountsStore, membersStore, waitingAccountsStore } from './store/index.js';
import { cleanLine, hasWords, NAME_MAX } from './text.js';
import type { Member, NewMember } from './types.js';

type PlatformProfile = JoinEvent['profile'];

/** Whether an account's use changes nothing about its member: they had not left, and have the role of the configuration. */
export function isUpToDate(context: Context, member: Pick<Member, 'status' | 'role'>, account: Identity): boolean {
  return member.status !== 'left' && (member.role === 'organiser' || !isConfiguredOrganiser(context, account));
}

/** Finds or makes the member of an account, which is there: back if they had left, an organiser if the configuration says so. */
export async function ensureMember(context: Context, account: Identity, profile?: PlatformProfile): Promise<Member> {
  const found = await membersStore(context.tx).findWithAccount(account);
  const member = found?.member ?? (await claimById(context, account)) ?? (await createMember(context, account, profile));
  const name = profile && PLACEHOLDERS.includes(member.name) ? nameOf(profile) : undefined;
  const isBack = member.status === 'left';
  const change = {
    ...(isConfiguredOrganiser(context, account) && member.role !== 'organiser' && { role: 'organiser' as const }),
    ...(isBack && { status: await returningStatus(context, member) }),
    ...(name !== undefined && { name }),
  };
  if (found?.hasLeft) await accountsStore(context.tx).setLeft(member.id, account, null);
  await membersStore(context.tx).update(member.id, change);
  if (isBack) {
    for (const { person } of context.features.all) await person.onMemberReturned(context, member.id);
    if (change.status !== 'newcomer' && !member.isBot) await tellReturned(context, member.id);
  }
  return { ...member, ...change };
}

async function createMember(context: Context, account: Identity, profile?: PlatformProfile): Promise<Member> {
  const settings = await context.community.settings();
  const language = languageOf(profile, settings);
  const member = newcomer(context, settings, {
    name: nameOf(profile) ?? speaker(language).plain('members.someone'),
    language,
    isBot: profile?.isBot ?? false,
    ...(profile?.timezone !== undefined && isZone(profile.timezone) && { timezone: profile.timezone }),
  });
  const id = await membersStore(context.tx).insert(member);
  await accountsStore(context.tx).link(id, account);
  context.logger.info({ member: id, platform: account.platform, bot: member.isBot }, 'newcomer');
  return { ...member, id };
}

/** Somebody whom organisers let in before they have an account. They introduce themselves like everybody who comes. */
export async function addNewcomer(context: Context, given: Pick<Member, 'name' | 'language'>): Promise<MemberId> {
  const settings = await context.community.settings();
  const language = settings.languages.includes(given.language) ? given.language : firstLanguage(settings);
  return membersStore(context.tx).insert(newcomer(context, settings, { name: given.name, language, isBot: false }));
}

function newcomer(
  { now }: Pick<Context, 'now'>,
  settings: Settings,
  given: Pick<Member, 'name' | 'language' | 'isBot'> & Partial<Pick<Member, 'timezone'>>,
): NewMember {
  return {
    status: 'newcomer',
    role: 'member',
    organisation: null,
    timezone: settings.timezone,
    hours: settings.workingHours,
    languages: [],
    sectors: [],
    offers: [],
    wants: [],
    governorates: [],
    email: null,
    visibility: DEFAULT_VISIBILITY,
    inductionStep: 'language',
    joinedAt: now,
    lastActiveAt: null,
    ...given,
  };
}

/** Somebody came into the space. A new person is welcomed directly where the platform allows that, in the channel elsewhere. */
export async function memberJoined(context: Context, event: JoinEvent): Promise<void> {
  const { now } = context;
  const before = await membersStore(context.tx).findByAccount(event.from);
  const member = await ensureMember(context, event.from, event.profile);
  // Members who are back with their former status get no second welcome.
  if (before?.status === 'left' && member.status !== 'newcomer') return;
  if (member.isBot || member.inductionStep !== 'language') return;
  if (context.platforms.mayWriteFirst(event.from)) {
    await planWelcome(context, member.id);
    await planReminder(context, member.id, after(now, REMINDER_AFTER));
    return;
  }
  await planChannelWelcome(context, event.from.platform);
}

/** How long the card may stand before it moves: it is not lost among few messages, and the channel is not flooded. */
const MOVES_AFTER = 6 * HOUR;

/** Plans the welcome at the end of the channel, where those who come now see it; the former one is deleted. */
async function planChannelWelcome(context: Context, platform: Platform): Promise<void> {
  const { now, community, deliveries } = context;
  const fact = `members.welcome:${platform}`;
  const key = `members:welcome-channel:${platform}:${periodAt(now, MOVES_AFTER)}`;
  const former = await community.fact(fact);
  if (former === key) return;
  if (former !== undefined) await deliveries.remove(former, now);
  await community.saveFact(fact, key);
  await deliveries.plan({
    key,
    kind: 'members.welcome-channel',
    args: {},
    to: { to: 'channel', channel: GENERAL, platform },
    dueAt: now,
  });
}

/** Links accounts that lists named by their ids, on platforms that are connected now. Runs outside a transaction. */
export async function linkWaitingAccounts(context: Context): Promise<void> {
  let linked = 0;
  for (const { platform, user, member } of await waitingAccountsStore(context.tx).list()) {
    const space = context.platforms.space(platform);
    if (space === undefined) continue;
    const isLinked = await context.atomically(async (inside) => {
      const account = { platform, space, user };
      const owner = await membersStore(inside.tx).findByAccount(account);
      // Only an organiser can tell whose it is, so it goes on waiting.
      if (owner && owner.id !== member) {
        context.logger.warn({ member, owner: owner.id, platform }, 'an imported account belongs to another');
        return false;
      }
      if (!owner && !(await mayHaveAccount(inside, member, account))) return false;
      if (!owner) await accountsStore(inside.tx).link(member, account);
      await waitingAccountsStore(inside.tx).remove({ platform, user });
      return true;
    });
    if (isLinked) linked += 1;
  }
  if (linked > 0) context.logger.info({ linked }, 'accounts that lists named are linked');
}

/** Tells somebody who is back that nothing was lost, and what still applies. */
async function tellReturned(context: Context, member: MemberId): Promise<void> {
  const dueAt = context.now;
  await context.deliveries.plan({
    key: `members:returned:${member}:${dueAt}`,
    kind: 'members.returned',
    args: { member },
    to: { to: 'member', member },
    dueAt,
  });
}

/**
 * Makes members of the organisers that the configuration names: what it has to tell organisers reaches them before they have used a
 * command, or waits for that where the bot may not write first. Runs outside a transaction; one whom the platform does not know is
 * left out.
 */
export async function welcomeOrganisers(context: Context): Promise<void> {
  for (const { platform, user, space: named } of context.configuredOrganisers) {
    const space = named ?? context.platforms.space(platform);
    if (space === undefined || !context.platforms.mayLookUp(platform)) continue;
    const account: Identity = { platform, space, user };
    const known = await membersStore(context.tx).findByAccount(account);
    if (known && isUpToDate(context, known, account)) continue;
    const profile = await context.platforms.profileOf(account);
    if (!profile || profile.isBot) {
      context.logger.warn({ platform, user }, 'the platform does not know an organiser that ORGANISERS names');
      continue;
    }
    await context.atomically(async (inside) => {
      const member = await ensureMember(inside, account, profile);
      if (member.inductionStep === 'language' && inside.platforms.mayWriteFirst(account)) await planWelcome(inside, member.id);
    });
  }
}

/** What they were when they left, also for somebody from a list who has not introduced themselves. */
async function returningStatus(context: Context, member: Member) {
  if (member.inductionStep !== null) return (await membersStore(context.tx).statusBefore(member.id)) === 'active' ? 'active' : 'newcomer';
  return statusWith((await withOrganisation(context, member)).organisation);
}

function languageOf(profile: PlatformProfile | undefined, settings: Settings): Language {
  const code = fold(profile?.language ?? '').split(/[ _]/)[0] ?? '';
  return isLanguage(code) && settings.languages.includes(code) ? code : firstLanguage(settings);
}

/** The platform's name for a person, if it can be shown. */
function nameOf(profile: PlatformProfile | undefined): string | undefined {
  const name = [...cleanLine(profile?.name ?? '')].slice(0, NAME_MAX).join('');
  return hasWords(name) ? name : undefined;
}
