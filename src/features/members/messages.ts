import { z } from 'zod';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import { type Composed, defineNotification, idSchema, type Notification, wheneverPossible, withinDays } from '../../feature-api/index.js';
import { claimCards } from './cards/claim.js';
import { waitingNotice } from './cards/direct.js';
import { channelWelcomeCards, finishedCard, shortReminderCards } from './cards/induction.js';
import { linkedCard } from './cards/linking.js';
import { importedCard, importProgressCard, mergedCard, refusedCard, reminderCard, returnedCard } from './cards/notices.js';
import { proposalCards, sameOrganisationsCards } from './cards/organisations.js';
import { questionsWaitingCards } from './cards/questions.js';
import { equalOrganisations } from './equal-organisations.js';
import { findDraft } from './import/drafts.js';
import { membersOf } from './organisations.js';
import { findProfile } from './profiles.js';
import { firstSteps, welcome } from './replies.js';
import { stepOf } from './rules/induction.js';
import { stillApplies } from './still-applies.js';
import { accountsStore, membersStore, organisationsStore, questionsStore } from './store/index.js';
import type { Member } from './types.js';

const toMember = z.object({ member: idSchema<MemberId>() });
const toOrganisation = z.object({ organisation: idSchema<OrganisationId>() });
const count = z.int().nonnegative();
const importCounts = z.union([
  z.object({ lost: z.literal(true) }),
  // Planned by an earlier version, it has no questions.
  z.object({ created: count, updated: count, unchanged: count, asked: count.default(0), rejected: count, organisations: count }),
]);

const message = (...cards: readonly Card[]): Composed => ({ message: { cards } });

/** News about the reader; after two weeks of an outage it is of no use. */
const news = { lateness: withinDays(14), onUnknownOutcome: 'resend' } as const;

/** News that depends on nothing but the member's own row. */
function tellMember(kind: string, notice: Notification['notice'], compose: (member: Member) => Composed): Notification {
  return defineNotification({
    ...news,
    kind,
    notice,
    args: toMember,
    async compose(context, { member: id }) {
      const member = await membersStore(context.tx).find(id);
      return member ? compose(member) : { drop: 'no-member' };
    },
  });
}

export const membersMessages: readonly Notification[] = [
  defineNotification({
    ...news,
    kind: 'members.welcome',
    notice: 'members.joining',
    // Whoever has just come is awake.
    urgency: 'asked',
    args: toMember,
    async compose(context, { member }) {
      const profile = await findProfile(context, member);
      if (!profile || stepOf(profile.member) !== 'language') return { drop: 'induction-begun' };
      return message(...(await welcome(context)));
    },
  }),
  defineNotification({
    kind: 'members.welcome-channel',
    notice: 'posted',
    lateness: withinDays(1),
    onUnknownOutcome: 'hold',
    args: z.object({}),
    async compose(context) {
      const { languages, name } = await context.community.settings();
      return message(...channelWelcomeCards(languages, name));
    },
  }),
  /** On platforms where the bot may not write first: how to see what waits. */
  defineNotification({
    kind: 'members.waiting-card',
    notice: 'posted',
    lateness: withinDays(1),
    onUnknownOutcome: 'hold',
    args: z.object({}),
    compose: async (_context, _args, { audience }) => message(...waitingNotice(audience.languages)),
  }),
  defineNotification({
    ...news,
    kind: 'members.reminder',
    notice: 'members.reminder',
    onUnknownOutcome: 'hold',
    args: toMember,
    async compose(context, { member: id }) {
      const profile = await findProfile(context, id);
      const step = profile && stepOf(profile.member);
      if (!profile || !step || profile.member.status === 'left') return { drop: 'induction-over' };
      const { name, languages } = await context.community.settings();
      if (step === 'language') return message(...shortReminderCards(languages, name));
      return message(reminderCard(profile.member.name, name, profile.member.language));
    },
  }),
  defineNotification({
    kind: 'members.organisation-proposed',
    decision: true,
    notice: 'members.decisions',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: toOrganisation,
    async compose(context, { organisation: id }, { audience }) {
      const organisation = await organisationsStore(context.tx).find(id);
      if (organisation?.status !== 'proposed') return { drop: 'decided' };
      return message(...proposalCards(organisation, await membersOf(context, id), audience.languages));
    },
  }),
  defineNotification({
    ...news,
    kind: 'members.organisation-approved',
    notice: 'members.joining',
    args: toMember,
    async compose(context, { member }) {
      const profile = await findProfile(context, member);
      if (profile?.member.status !== 'active') return { drop: 'not-active' };
      const { language } = profile.member;
      return message(finishedCard(profile, firstSteps(context, language), language));
    },
  }),
  /** Changes while the import runs, for the organiser who confirmed it. */
  defineNotification({
    kind: 'members.import-progress',
    notice: 'members.import',
    urgency: 'asked',
    lateness: withinDays(1),
    onUnknownOutcome: 'hold',
    args: toMember.extend({ draft: z.uuid() }),
    async compose(context, { member, draft: id }, { audience: { languages } }) {
      const draft = await findDraft(context, member, id);
      return message(...languages.map((language) => importProgressCard(draft?.lines, language)));
    },
  }),
  defineNotification({
    kind: 'members.claim',
    decision: true,
    notice: 'members.decisions',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: toMember.extend({ members: z.array(idSchema<MemberId>()), likeness: z.enum(['same-name', 'same-email']) }),
    async compose(context, { member: id, members: [listedId], likeness }, { audience }) {
      const came = await findProfile(context, id);
      const listed = listedId === undefined ? undefined : await membersStore(context.tx).find(listedId);
      if (!came || !listed || (await accountsStore(context.tx).of(listed.id)).length > 0) return { drop: 'decided' };
      return message(...claimCards(came.member, came.organisation, listed, likeness, audience.languages));
    },
  }),
  /** Lines of lists that only organisers can tell whose they are. */
  defineNotification({
    kind: 'members.questions',
    notice: 'members.decisions',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: z.object({}),
    async compose(context, _args, { audience }) {
      const waiting = await questionsStore(context.tx).count();
      return waiting === 0 ? { drop: 'nothing-to-ask' } : message(...questionsWaitingCards(waiting, audience.languages));
    },
  }),
  defineNotification({
    kind: 'members.same-organisations',
    notice: 'members.decisions',
    lateness: wheneverPossible,
    onUnknownOutcome: 'resend',
    args: z.object({}),
    async compose(context, _args, { audience }) {
      const pairs = await equalOrganisations(context);
      return pairs.length === 0 ? { drop: 'nothing-to-ask' } : message(...sameOrganisationsCards(pairs, audience.languages));
    },
  }),
  defineNotification({
    ...news,
    kind: 'members.returned',
    notice: 'members.joining',
    urgency: 'asked',
    args: toMember,
    async compose(context, { member: id }) {
      const member = await membersStore(context.tx).find(id);
      if (!member || member.status === 'left') return { drop: 'no-member' };
      return message(returnedCard(member, await stillApplies(context, id), member.language));
    },
  }),
  tellMember('members.merged', 'members.accounts', ({ language }) => message(mergedCard(language))),
  defineNotification({
    ...news,
    kind: 'members.linked',
    notice: 'members.accounts',
    urgency: 'asked',
    args: toMember.extend({ platform: z.string() }),
    compose: async (_context, { platform }, { audience: { languages } }) => message(linkedCard(platform, languages[0])),
  }),
  /** The organiser who confirmed an import is waiting for this. */
  defineNotification({
    ...news,
    kind: 'members.imported',
    notice: 'members.import',
    urgency: 'asked',
    args: importCounts,
    async compose({ features }, counts, { audience }) {
      const next = (language: Language) => features.all.flatMap(({ afterImport }) => afterImport?.(language) ?? []);
      return message(
        ...audience.languages.map((language) => importedCard('lost' in counts ? undefined : counts, language, next(language))),
      );
    },
  }),
  tellMember('members.organisation-refused', 'members.joining', ({ organisation, language }) =>
    organisation === null ? message(refusedCard(language)) : { drop: 'chose-another' },
  ),
];
