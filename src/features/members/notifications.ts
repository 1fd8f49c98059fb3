import { z } from 'zod';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Lateness } from '../../core/job.js';
import type { Card } from '../../core/message.js';
import { type Composed, defineNotification, type Notification } from '../../core/notification.js';
import { DAY } from '../../core/time.js';
import { claimCards } from './cards/claim.js';
import { waitingNotice } from './cards/direct.js';
import { channelWelcomeCards, finishedCard, welcomeCards } from './cards/induction.js';
import { linkedCard } from './cards/linking.js';
import { importedCard, importProgressCard, mergedCard, refusedCard, reminderCard } from './cards/notices.js';
import { proposalCards } from './cards/organisations.js';
import type { Profile } from './profile.js';
import { stepOf } from './rules.js';
import type { MembersService } from './service.js';

const toMember = z.object({
  member: z
    .int()
    .positive()
    .transform((id) => id as MemberId),
});
const toOrganisation = z.object({
  organisation: z
    .int()
    .positive()
    .transform((id) => id as OrganisationId),
});

const count = z.int().nonnegative();
const importCounts = z.union([
  z.object({ lost: z.literal(true) }),
  z.object({ created: count, updated: count, unchanged: count, rejected: count, organisations: count }),
]);

/** Old news about oneself is no use: after two weeks of an outage it is dropped. */
const lateness: Lateness = { policy: 'drop', afterMs: 14 * DAY };

/** What the bot says to members of its own accord: the welcome, one reminder, and what became of an organisation. */
export function membersNotifications(service: MembersService): readonly Notification[] {
  const profileOf = async (id: MemberId): Promise<Profile | undefined> => {
    const member = await service.find(id);
    return member && service.profiles.load(member.id);
  };
  const say = (...cards: readonly Card[]): Composed => ({ message: { cards } });

  return [
    /** The answer to somebody's own coming: whoever has just come is awake. */
    defineNotification({
      kind: 'members.welcome',
      urgency: 'asked',
      lateness,
      onUnknownOutcome: 'resend',
      args: toMember,
      async compose({ member: id }) {
        const profile = await profileOf(id);
        if (!profile || stepOf(profile.member) !== 'language') return { drop: 'induction-begun' };
        const { languages, name } = await service.settings();
        return say(...welcomeCards(languages, name));
      },
    }),
    defineNotification({
      kind: 'members.welcome-channel',
      urgency: 'normal',
      lateness: { policy: 'drop', afterMs: DAY },
      onUnknownOutcome: 'hold',
      args: z.object({}),
      async compose() {
        const { languages, name } = await service.settings();
        return say(...channelWelcomeCards(languages, name));
      },
    }),
    /** Where direct messages want to be asked for: the way to what waits. */
    defineNotification({
      kind: 'members.waiting-card',
      urgency: 'normal',
      lateness: { policy: 'drop', afterMs: DAY },
      onUnknownOutcome: 'hold',
      args: z.object({}),
      compose: async (_args, { audience }) => say(...waitingNotice(audience.languages)),
    }),
    defineNotification({
      kind: 'members.reminder',
      urgency: 'normal',
      lateness,
      onUnknownOutcome: 'hold',
      args: toMember,
      async compose({ member: id }) {
        const profile = await profileOf(id);
        const step = profile && stepOf(profile.member);
        if (!profile || !step || profile.member.status === 'left') return { drop: 'induction-over' };
        const { languages, name } = await service.settings();
        // Without a chosen language, the welcome once more is all that can be said.
        if (step === 'language') return say(...welcomeCards(languages, name));
        return say(reminderCard(profile.member.name, name, profile.member.language));
      },
    }),
    defineNotification({
      kind: 'members.organisation-proposed',
      urgency: 'normal',
      lateness: { policy: 'run' },
      onUnknownOutcome: 'resend',
      args: toOrganisation,
      async compose({ organisation: id }, { audience }) {
        const organisation = await service.organisations.find(id);
        if (organisation?.status !== 'proposed') return { drop: 'decided' };
        return say(...proposalCards(organisation, await service.organisations.membersOf(id), audience.languages));
      },
    }),
    defineNotification({
      kind: 'members.organisation-approved',
      urgency: 'normal',
      lateness,
      onUnknownOutcome: 'resend',
      args: toMember,
      async compose({ member: id }) {
        const profile = await profileOf(id);
        if (profile?.member.status !== 'active') return { drop: 'not-active' };
        return say(finishedCard(profile, profile.member.language));
      },
    }),
    /** Changes while the import goes on: the organiser who confirmed it looks at this. */
    defineNotification({
      kind: 'members.import-progress',
      urgency: 'asked',
      lateness: { policy: 'drop', afterMs: DAY },
      onUnknownOutcome: 'hold',
      args: toMember.extend({ draft: z.uuid() }),
      async compose({ member, draft: id }, { audience: { languages } }) {
        const draft = await service.drafts.find(member, id);
        return say(importProgressCard(draft?.lines, languages[0]));
      },
    }),
    defineNotification({
      kind: 'members.claim',
      urgency: 'normal',
      lateness: { policy: 'run' },
      onUnknownOutcome: 'resend',
      args: toMember.extend({ members: z.array(toMember.shape.member), likeness: z.enum(['same-name', 'same-email']) }),
      async compose({ member: id, members: [listedId], likeness }, { audience }) {
        const came = await profileOf(id);
        const listed = listedId === undefined ? undefined : await service.find(listedId);
        if (!came || !listed || !(await service.isWithoutAccount(listed.id))) return { drop: 'decided' };
        return say(...claimCards(came.member, came.organisation, listed, likeness, audience.languages));
      },
    }),
    defineNotification({
      kind: 'members.merged',
      urgency: 'normal',
      lateness,
      onUnknownOutcome: 'resend',
      args: toMember,
      async compose({ member: id }) {
        const profile = await profileOf(id);
        if (!profile) return { drop: 'no-member' };
        return say(mergedCard(profile.member.language));
      },
    }),
    defineNotification({
      kind: 'members.linked',
      urgency: 'asked',
      lateness,
      onUnknownOutcome: 'resend',
      args: toMember.extend({ platform: z.string() }),
      compose: async ({ platform }, { audience: { languages } }) => say(linkedCard(platform, languages[0])),
    }),
    /** The organiser who confirmed an import is waiting for this. */
    defineNotification({
      kind: 'members.imported',
      urgency: 'asked',
      lateness,
      onUnknownOutcome: 'resend',
      args: importCounts,
      async compose(counts, { audience }) {
        return say(importedCard('lost' in counts ? undefined : counts, audience.languages[0]));
      },
    }),
    defineNotification({
      kind: 'members.organisation-refused',
      urgency: 'normal',
      lateness,
      onUnknownOutcome: 'resend',
      args: toMember,
      async compose({ member: id }) {
        const profile = await profileOf(id);
        if (!profile || profile.member.organisation !== null) return { drop: 'chose-another' };
        return say(refusedCard(profile.member.language));
      },
    }),
  ];
}
