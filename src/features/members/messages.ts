import { z } from 'zod';
import type { MemberId, OrganisationId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { Card } from '../../core/message.js';
import {
  type Composed,
  type Context,
  defineNotification,
  idSchema,
  lasting,
  type Notification,
  wheneverPossible,
  withinDays,
} from '../../feature-api/index.js';
import { claimCards } from './cards/claim.js';
import { waitingNotice } from './cards/direct.js';
import { channelWelcomeCards, finishedCard, shortReminderCards } from './cards/induction.js';
import { linkedCard } from './cards/linking.js';
import { importedCard, importProgressCard, mergedCard, refusedCard, reminderCard, returnedCard } from './cards/notices.js';
import { proposalCards, sameOrganisationsCards } from './cards/organisations.js';
import { questionsWaitingCards } from './cards/questions.js';
import { equalOrganisations } from './equal-organisations.js';
import { QUESTIONS_KIND } from './identity-questions.js';
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

/** News that depends on nothing but the reader's own row; after an outage of two weeks it is dropped. */
function tellMember(kind: string, notice: Notification['notice'], compose: (member: Member) => Composed): Notification {
  return defineNotification({ ...lasting, kind, notice, args: toMember }, async (context, { member: id }) => {
    const member = await membersStore(context.tx).find(id);
    return member ? compose(member) : { drop: 'no-member' };
  });
}

/** Whether something waits for organisers to decide it: cards, or nothing any more. */
function whatWaits(
  kind: string,
  cardsOf: (context: Context, languages: readonly [Language, ...Language[]]) => Promise<readonly Card[] | undefined>,
): Notification {
  return defineNotification(
    { kind, notice: 'members.decisions', lateness: wheneverPossible, onUnknownOutcome: 'resend', args: z.object({}) },
    async (context, _args, { audience }) => {
      const cards = await cardsOf(context, audience.languages);
      return cards === undefined ? { drop: 'nothing-to-ask' } : message(...cards);
    },
  );
}

export const membersMessages: readonly Notification[] = [
  defineNotification(
    {
      ...lasting,
      kind: 'members.welcome',
      notice: 'members.joining',
      // A person who has just come is awake.
      urgency: 'asked',
      greets: true,
      args: toMember,
    },
    async (context, { member }) => {
      const profile = await findProfile(context, member);
      if (!profile || stepOf(profile.member) !== 'language') return { drop: 'induction-begun' };
      return message(...(await welcome(context)), ...(await context.features.greetingCards(context, profile.member)));
    },
  ),
  defineNotification(
    { kind: 'members.welcome-channel', notice: 'posted', lateness: withinDays(1), onUnknownOutcome: 'hold', args: z.object({}) },
    async (context) => {
      const { languages, name } = await context.community.settings();
      return message(...channelWelcomeCards(languages, name));
    },
  ),
  /** On platforms where the bot may not write first: how to see what waits. */
  defineNotification(
    { kind: 'members.waiting-card', notice: 'posted', lateness: withinDays(1), onUnknownOutcome: 'hold', args: z.object({}) },
    async (_context, _args, { audience }) => message(...waitingNotice(audience.languages)),
  ),
  defineNotification(
    { ...lasting, kind: 'members.reminder', notice: 'members.reminder', onUnknownOutcome: 'hold', args: toMember },
    async (context, { member: id }) => {
      const profile = await findProfile(context, id);
      const step = profile && stepOf(profile.member);
      if (!profile || !step || profile.member.status === 'left') return { drop: 'induction-over' };
      const { name, languages } = await context.community.settings();
      if (step === 'language') return message(...shortReminderCards(languages, name));
      return message(reminderCard(profile.member.name, name, profile.member.language));
    },
  ),
  defineNotification(
    {
      kind: 'members.organisation-proposed',
      decision: true,
      notice: 'members.decisions',
      lateness: wheneverPossible,
      onUnknownOutcome: 'resend',
      args: toOrganisation,
    },
    async (context, { organisation: id }, { audience }) => {
      const organisation = await organisationsStore(context.tx).find(id);
      if (organisation?.status !== 'proposed') return { drop: 'decided' };
      return message(...proposalCards(organisation, await membersOf(context, id), audience.languages));
    },
  ),
  defineNotification(
    { ...lasting, kind: 'members.organisation-approved', notice: 'members.joining', args: toMember },
    async (context, { member }) => {
      const profile = await findProfile(context, member);
      if (profile?.member.status !== 'active') return { drop: 'not-active' };
      const { language } = profile.member;
      return message(finishedCard(profile, firstSteps(context, language), language));
    },
  ),
  /** Changes while the import runs, for the organiser who confirmed it. */
  defineNotification(
    {
      kind: 'members.import-progress',
      notice: 'members.import',
      urgency: 'asked',
      lateness: withinDays(1),
      onUnknownOutcome: 'hold',
      args: toMember.extend({ draft: z.uuid() }),
    },
    async (context, { member, draft: id }, { audience: { languages } }) => {
      const draft = await findDraft(context, member, id);
      return message(...languages.map((language) => importProgressCard(draft?.lines, language)));
    },
  ),
  defineNotification(
    {
      kind: 'members.claim',
      decision: true,
      notice: 'members.decisions',
      lateness: wheneverPossible,
      onUnknownOutcome: 'resend',
      args: toMember.extend({ members: z.array(idSchema<MemberId>()), likeness: z.enum(['same-name', 'same-email']) }),
    },
    async (context, { member: id, members: [listedId], likeness }, { audience }) => {
      const came = await findProfile(context, id);
      const listed = listedId === undefined ? undefined : await membersStore(context.tx).find(listedId);
      if (!came || !listed || (await accountsStore(context.tx).of(listed.id)).length > 0) return { drop: 'decided' };
      return message(...claimCards(came.member, came.organisation, listed, likeness, audience.languages));
    },
  ),
  /** Lines of lists that only organisers can tell whose they are. */
  whatWaits(QUESTIONS_KIND, async (context, languages) => {
    const waiting = await questionsStore(context.tx).count();
    // Nobody hears of questions only when they are answered.
    const isTold = waiting > 0 || (await context.deliveries.list({ kinds: [QUESTIONS_KIND], states: ['sent'], limit: 1 })).length > 0;
    return isTold ? questionsWaitingCards(waiting, languages) : undefined;
  }),
  whatWaits('members.same-organisations', async (context, languages) => {
    const pairs = await equalOrganisations(context);
    return pairs.length === 0 ? undefined : sameOrganisationsCards(pairs, languages);
  }),
  defineNotification(
    { ...lasting, kind: 'members.returned', notice: 'members.joining', urgency: 'asked', args: toMember },
    async (context, { member: id }) => {
      const member = await membersStore(context.tx).find(id);
      if (!member || member.status === 'left') return { drop: 'no-member' };
      return message(returnedCard(member, await stillApplies(context, id), member.language));
    },
  ),
  tellMember('members.merged', 'members.accounts', ({ language }) => message(mergedCard(language))),
  defineNotification(
    { ...lasting, kind: 'members.linked', notice: 'members.accounts', urgency: 'asked', args: toMember.extend({ platform: z.string() }) },
    async (_context, { platform }, { audience: { languages } }) => message(linkedCard(platform, languages[0])),
  ),
  /** The organiser who confirmed an import is waiting for this. */
  defineNotification(
    { ...lasting, kind: 'members.imported', notice: 'members.import', urgency: 'asked', args: importCounts },
    async ({ features }, counts, { audience }) => {
      const next = (language: Language) => features.all.flatMap(({ afterImport }) => afterImport?.(language) ?? []);
      return message(
        ...audience.languages.map((language) => importedCard('lost' in counts ? undefined : counts, language, next(language))),
      );
    },
  ),
  tellMember('members.organisation-refused', 'members.joining', ({ organisation, language }) =>
    organisation === null ? message(refusedCard(language)) : { drop: 'chose-another' },
  ),
];
