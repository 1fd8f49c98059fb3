import { localDateOf } from '../../calendar/wall-clock.js';
import type { Actor } from '../../core/access.js';
import { fold } from '../../core/fold.js';
import type { MemberId } from '../../core/ids.js';
import { isLanguage, type Language } from '../../core/language.js';
import { isZone, type Settings } from '../../core/settings.js';
import { HOUR, type Instant } from '../../core/time.js';
import { speaker } from '../../language/index.js';
import type { Identity, JoinEvent } from '../../ports/chat.js';
import type { Member } from '../../ports/members.js';
import type { Repositories } from '../../ports/store.js';
import { claimById } from './claims.js';
import {
  cancelInductionMessages,
  firstLanguage,
  type MembersDependencies,
  PLACEHOLDERS,
  planReminder,
  toActor,
  welcomeKey,
} from './dependencies.js';
import { DEFAULT_VISIBILITY, REMINDER_AFTER, statusWith } from './rules.js';
import { cleanLine, hasWords, NAME_MAX } from './words.js';

type PlatformProfile = JoinEvent['profile'];

/** How fresh `lastActiveAt` is kept: often enough for people, seldom enough for the disk. */
const ACTIVE_STEP = HOUR;

/** From accounts on platforms to members: who comes, who goes, who is behind an account. */
export function createAccounts(dependencies: MembersDependencies) {
  const { store, clock, logger, goneHooks = [] } = dependencies;

  const isConfigured = (identity: Identity) =>
    dependencies.organisers.some(
      (known) =>
        known.platform === identity.platform &&
        known.user === identity.user &&
        (known.space === undefined || known.space === identity.space),
    );

  /** Whether the configuration itself names this member as an organiser: then chat can't take the role away. */
  const isConfiguredMember = async (repositories: Repositories, member: MemberId) =>
    (await repositories.members.identities(member)).some(isConfigured);

  const upToDate = (member: Member, identity: Identity) =>
    member.status !== 'left' && (member.role === 'organiser' || !isConfigured(identity));

  /** Finds or makes the member of an account, back from having left, organiser if the configuration says so. */
  const ensure = async (repositories: Repositories, identity: Identity, profile?: PlatformProfile): Promise<Member> => {
    const known = await repositories.members.findByIdentity(identity);
    const member = known ?? (await claimById(repositories, identity)) ?? (await create(repositories, identity, profile));
    const change = {
      ...(isConfigured(identity) && member.role !== 'organiser' && { role: 'organiser' as const }),
      ...(member.status === 'left' && { status: await returningStatus(repositories, member) }),
      ...(profile && PLACEHOLDERS.includes(member.name) && nameOf(profile) !== undefined && { name: nameOf(profile) ?? member.name }),
    };
    await repositories.members.update(member.id, change);
    return { ...member, ...change };
  };

  const create = async (repositories: Repositories, identity: Identity, profile?: PlatformProfile): Promise<Member> => {
    const settings = await repositories.community.settings();
    const language = languageOf(profile, settings);
    const member: Omit<Member, 'id'> = {
      status: 'newcomer',
      role: 'member',
      isBot: profile?.isBot ?? false,
      name: nameOf(profile) ?? speaker(language).plain('members.someone'),
      organisation: null,
      language,
      timezone: profile?.timezone !== undefined && isZone(profile.timezone) ? profile.timezone : settings.timezone,
      hours: settings.workingHours,
      languages: [],
      sectors: [],
      offers: [],
      wants: [],
      governorates: [],
      email: null,
      visibility: DEFAULT_VISIBILITY,
      inductionStep: 'language',
      joinedAt: clock.now(),
      lastActiveAt: null,
    };
    const id = await repositories.members.insert(member);
    await repositories.members.link(id, identity);
    logger.info({ member: id, platform: identity.platform, bot: member.isBot }, 'newcomer');
    return { ...member, id };
  };

  return {
    isConfiguredMember,

    /** The member behind an account; somebody new becomes a newcomer, an organiser if the configuration names them. */
    async resolve(identity: Identity, profile?: PlatformProfile): Promise<Actor> {
      const known = await store.autocommit.members.findByIdentity(identity);
      if (known && upToDate(known, identity)) return toActor(known);
      try {
        return toActor(await store.transaction((repositories) => ensure(repositories, identity, profile)));
      } catch (error) {
        // Another process made the same newcomer a moment earlier.
        const made = await store.autocommit.members.findByIdentity(identity);
        if (made && !known) return toActor(made);
        throw error;
      }
    },

    async findByIdentity(identity: Identity): Promise<MemberId | undefined> {
      return (await store.autocommit.members.findByIdentity(identity))?.id;
    },

    find: (id: MemberId): Promise<Member | undefined> => store.autocommit.members.find(id),

    /** Somebody came into the space: a person who is new is welcomed, by direct message only where the platform is fine with that. */
    async joined(event: JoinEvent): Promise<void> {
      const now = clock.now();
      await store.transaction(async (repositories) => {
        const member = await ensure(repositories, event.from, event.profile);
        if (member.isBot || member.inductionStep !== 'language') return;
        if (dependencies.mayWriteFirst(event.from)) {
          await repositories.deliveries.plan({
            key: welcomeKey(member.id),
            kind: 'members.welcome',
            args: { member: member.id },
            to: { to: 'member', member: member.id },
            dueAt: now,
          });
          await planReminder(repositories, member.id, now + REMINDER_AFTER);
        } else {
          // One card a day at most where they came in, for all who come on that day; it names nobody.
          const { timezone } = await repositories.community.settings();
          await repositories.deliveries.plan({
            key: `members:welcome-channel:${event.from.platform}:${localDateOf(now, timezone)}`,
            kind: 'members.welcome-channel',
            args: {},
            to: { to: 'channel', channel: 'general', platform: event.from.platform },
            dueAt: now,
          });
        }
      });
    },

    /** Somebody left the space: nothing more is said to them, and what they told us waits for their return or their `/profile forget`. */
    async left(identity: Identity): Promise<void> {
      await store.transaction(async (repositories) => {
        const member = await repositories.members.findByIdentity(identity);
        if (!member || member.status === 'left') return;
        for (const hook of goneHooks) await hook(repositories, member.id);
        await repositories.members.update(member.id, { status: 'left' });
        await cancelInductionMessages(repositories, member.id);
        logger.info({ member: member.id }, 'member left');
      });
    },

    /** Accounts that lists named by their ids, on platforms that are connected now, become their people's. Returns how many. */
    async linkWaiting(spaceOf: (platform: Identity['platform']) => string | undefined): Promise<number> {
      let linked = 0;
      for (const { platform, user, member } of await store.autocommit.members.waitingAccounts()) {
        const space = spaceOf(platform);
        if (space === undefined) continue;
        const isLinked = await store.transaction(async (repositories) => {
          const identity = { platform, space, user };
          const owner = await repositories.members.findByIdentity(identity);
          // Somebody else's by now: only an organiser can tell, so it waits on.
          if (owner && owner.id !== member) {
            logger.warn({ member, owner: owner.id, platform }, 'an imported account belongs to another');
            return false;
          }
          if (!owner) await repositories.members.link(member, identity);
          await repositories.members.removeWaitingAccount({ platform, user });
          return true;
        });
        if (isLinked) linked += 1;
      }
      return linked;
    },

    async sawActive(id: MemberId, at: Instant): Promise<void> {
      const member = await store.autocommit.members.find(id);
      if (!member || at - (member.lastActiveAt ?? 0) < ACTIVE_STEP) return;
      await store.transaction((repositories) => repositories.members.update(id, { lastActiveAt: at }));
    },
  };
}

async function returningStatus(repositories: Repositories, member: Member) {
  if (member.inductionStep !== null) return 'newcomer' as const;
  return statusWith(member.organisation === null ? undefined : await repositories.organisations.find(member.organisation));
}

function languageOf(profile: PlatformProfile | undefined, settings: Settings): Language {
  const code = fold(profile?.language ?? '').split(/[-_]/)[0] ?? '';
  return isLanguage(code) && settings.languages.includes(code) ? code : firstLanguage(settings);
}

/** The platform's name for a person, if there is one that can be shown. */
function nameOf(profile: PlatformProfile | undefined): string | undefined {
  const name = [...cleanLine(profile?.name ?? '')].slice(0, NAME_MAX).join('');
  return hasWords(name) ? name : undefined;
}
