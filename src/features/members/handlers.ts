import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Text } from '../../core/text.js';
import { type Context, handleControls } from '../../feature-api/index.js';
import { speaker } from '../../language/index.js';
import { directCard, waitingCards } from './cards/direct.js';
import { candidatesCard, finishedCard, laterCard, similarCard, stepCard } from './cards/induction.js';
import { accountsCard } from './cards/linking.js';
import { namesakesCard, namesakesText } from './cards/namesakes.js';
import { noticesCard } from './cards/notices-list.js';
import { decidedCards, mergeCard } from './cards/organisations.js';
import { languageCard, organisationCard } from './cards/profile.js';
import { partCard, partedText, questionCard } from './cards/questions.js';
import { sentenceCard } from './cards/sentence.js';
import { visibilityCard } from './cards/visibility.js';
import { acceptClaim, refuseClaim } from './claims.js';
import { chosenOrganisation, chosenPerson, chosenQuestion, membersControls as controls } from './controls.js';
import { chooseDirectMessages, isDirectChoiceOpen, mayWriteDirectly } from './directs.js';
import { eraseMember } from './erase.js';
import { exportReply } from './export.js';
import { areDifferent, areTheSame } from './identity-answers.js';
import { nextQuestion, questionOf } from './identity-questions.js';
import { finishInduction, passStep, startInduction } from './induction.js';
import { cancelLink, confirmLink, ownAccounts, unlinkAccount } from './linking.js';
import { areAllDifferent, namesakePage } from './namesakes.js';
import { chooseNotice, noticePage } from './notices.js';
import {
  approveOrganisation,
  chooseOrganisation,
  findSimilarOrganisations,
  joinEqualOrganisations,
  mergeOrganisation,
  organisationsLike,
  proposeOrganisation,
  refuseOrganisation,
  requireProposal,
  searchOrganisations,
  typedOrganisation,
} from './organisations.js';
import { partMembers } from './parting.js';
import { setEmail, setExchange, setLanguage, setName, setTime, setTimezone, setVisibility, setWork } from './profile.js';
import { loadProfile } from './profiles.js';
import { askToForget, firstSteps, saved, standing, standingReply } from './replies.js';
import { stepOf } from './rules/induction.js';
import { unique } from './rules/unique.js';
import { consented } from './rules/visibility.js';
import { isSpokenCode } from './spoken.js';
import { joinedStore } from './store/index.js';
import type { JoinedId, Profile, Visibility } from './types.js';
import { zoneOf } from './zones.js';

/** In the organisers' channel the card changes for all of them, so it is in the community's languages there. */
async function decided(context: Context, request: Request, sentence: (language: Language) => Text, joined?: JoinedId): Promise<Reply> {
  if (request.conversation.kind === 'direct') return replacing(...decidedCards([request.language], sentence, joined));
  const { languages } = await context.community.settings();
  return { type: 'message', visibility: 'conversation', replace: true, message: { cards: decidedCards(languages, sentence, joined) } };
}

async function changeVisibility(
  context: Context,
  { actor, language }: Request,
  values: Readonly<Record<string, Visibility | undefined>>,
): Promise<Reply> {
  const chosen = Object.fromEntries(Object.entries(values).filter(([, visibility]) => visibility !== undefined));
  const profile = await setVisibility(context, actor.id, chosen);
  if (stepOf(profile.member) === null) return replacing(visibilityCard(profile.member, language));
  return replacing(stepCard('visibility', profile, language));
}

const savedReply = (context: Context, { language }: Request, profile: Profile): Promise<Reply> =>
  standingReply(context, profile, saved(language));

export const membersHandlers = handleControls(controls, {
  /** In a channel the card stays for the next who comes. */
  async start(context, { actor, conversation }, { id: language }) {
    const reply = await standingReply(context, await startInduction(context, actor.id, language));
    return conversation.kind === 'direct' || reply.type !== 'message' ? reply : privately(...reply.message.cards);
  },
  next: async (context, { actor }, { id: step }) => standingReply(context, await passStep(context, actor.id, step)),
  /** Shows a step or a part of the profile; changes nothing. */
  async goto(context, { actor }, { id: step }) {
    const profile = await loadProfile(context, actor.id);
    const { language } = profile.member;
    if (step === 'language') return replacing(languageCard(language));
    if (stepOf(profile.member) !== null) return replacing(stepCard(step, profile, language));
    if (step === 'organisation') return replacing(organisationCard(profile, language));
    return step === 'visibility' ? replacing(visibilityCard(profile.member, language)) : standingReply(context, profile);
  },
  form: (context, request, { id: name }) => controls[name].open(context, request),
  later: async (_context, { language }) => replacing(laterCard(language)),
  resume: (context, { actor }) => standing(context, actor.id),
  edit: (context, { actor }) => standing(context, actor.id),
  organisation: async (context, request, { values }) =>
    savedReply(context, request, await chooseOrganisation(context, request.actor.id, chosenOrganisation(values))),
  async finish(context, { actor }, { id: answer }) {
    if (answer !== undefined) await setVisibility(context, actor.id, consented(answer));
    const { profile, missing, justNow } = await finishInduction(context, actor.id);
    const { language } = profile.member;
    if (missing === undefined && justNow) return replacing(finishedCard(profile, firstSteps(context, language), language));
    return standingReply(context, profile);
  },
  async language(context, { actor }, { id: language }) {
    const profile = await setLanguage(context, actor.id, language);
    return standingReply(context, profile, speaker(language)('members.language.changed'));
  },
  export: (context, { actor, language }) => exportReply(context, actor.id, language),
  forget: async (context, { actor, language }) => replacing(await askToForget(context, actor.id, language)),
  /** A second press registers the erased person as a newcomer, so that newcomer is erased too. */
  async 'forget-confirm'(context, { actor, language }, { id }) {
    const isMeant = id === String(actor.id) || (actor.status === 'newcomer' && (await hasNotBegun(context, actor.id)));
    if (isMeant) await eraseMember(context, actor.id);
    return replacing(sentenceCard(language, speaker(language)(isMeant ? 'members.forget.done' : 'members.forget.old-button')));
  },

  name: async (context, request, { values }) => savedReply(context, request, await setName(context, request.actor.id, values.name)),
  search: async (context, { language }, { values: { text } }) =>
    replacing(candidatesCard(await searchOrganisations(context, text), text.slice(0, 80), language)),
  async propose(context, request, { values }) {
    const similar = await organisationsLike(context, request.actor.id, values);
    if (similar.length > 0) return replacing(similarCard(similar, values.name, request.language));
    return savedReply(context, request, await proposeOrganisation(context, request.actor.id, values));
  },
  join: async (context, request, { id }) => savedReply(context, request, await chooseOrganisation(context, request.actor.id, id)),
  /** None of the similar organisations fits; a member who has chosen one meanwhile is asked again. */
  async 'propose-new'(context, request) {
    const typed = await typedOrganisation(context, request.actor.id);
    if (!typed) return controls.propose.open(context, request);
    return savedReply(context, request, await proposeOrganisation(context, request.actor.id, typed));
  },
  async work(context, request, { values }) {
    const { sectors } = await context.community.settings();
    const change = {
      languages: values.languages.filter(isSpokenCode),
      sectors: values.sectors.filter((sector) => sectors.includes(sector)),
    };
    return savedReply(context, request, await setWork(context, request.actor.id, change));
  },
  async exchange(context, request, { values }) {
    const change = {
      offers: unique([...values.offers, ...values['offers-own']]),
      wants: unique([...values.wants, ...values['wants-own']]),
    };
    return savedReply(context, request, await setExchange(context, request.actor.id, change));
  },
  async time(context, request, { values: { timezone, start, end } }) {
    const zone = zoneOf(timezone) ?? request.actor.timezone;
    return savedReply(context, request, await setTime(context, request.actor.id, zone, { start, end }));
  },
  email: async (context, request, { values }) => savedReply(context, request, await setEmail(context, request.actor.id, values.email)),
  timezone: async (context, request, { values }) =>
    savedReply(context, request, await setTimezone(context, request.actor.id, values.timezone)),
  'visibility-work': (context, request, { values }) => changeVisibility(context, request, values),
  'visibility-contact': (context, request, { values }) => changeVisibility(context, request, values),

  async 'link-confirm'(context, { actor, language, account }, { id }) {
    const merged = await confirmLink(context, actor.id, id, account.platform);
    if (merged instanceof Error) return merged;
    return replacing(sentenceCard(language, speaker(language)('people.link.done', { command: '/profile show' })));
  },
  async 'link-cancel'(context, { actor, language }, { id }) {
    await cancelLink(context, actor.id, id);
    return replacing(sentenceCard(language, speaker(language)('people.link.cancelled')));
  },
  async unlink(context, { actor, language, account }, { id: token }) {
    await unlinkAccount(context, actor.id, token);
    const text = speaker(language)('people.link.unlinked');
    const accounts = await ownAccounts(context, actor.id, account);
    return replacing(accounts.length === 0 ? sentenceCard(language, text) : accountsCard(accounts, undefined, language, text));
  },
  /** Whether to be written to directly. */
  async direct(context, { actor, account, language }, { id: answer }) {
    if (answer === 'ask') return privately(directCard(await mayWriteDirectly(context, account), language));
    const choice = answer === 'yes' ? 'chosen' : 'declined';
    const waiting = await chooseDirectMessages(context, actor, account, choice);
    return privately(sentenceCard(language, speaker(language)(`people.direct.${choice}`)), ...waiting);
  },
  notices: async (context, request, { id }) => replacing(noticesCard(await noticePage(context, request, pageOf(id)), request.language)),
  /** Changes how one thing is told. */
  async notice(context, request, { id, values }) {
    const done = await chooseNotice(context, request, values);
    return replacing(noticesCard(await noticePage(context, request, pageOf(id)), request.language, done));
  },
  /** From the card in the channel: what waits for the presser alone. */
  async waiting(context, { actor, account, language }) {
    const cards = await context.takeWaiting(actor);
    return privately(...waitingCards(cards, await isDirectChoiceOpen(context, account), language));
  },

  async 'claim-yes'(context, request, { id: { came, listed } }) {
    const { id, name } = await acceptClaim(context, request.actor, came, listed);
    const [joined] = await joinedStore(context.tx).of(id, context.now);
    return decided(context, request, (language) => speaker(language)('people.claim.joined', { who: request.actor.name, name }), joined?.id);
  },
  /** The first question stands beside the message that asks for a decision, which stays; further ones take each other's place. */
  async 'question-next'(context, { language }, { id }) {
    const shown = questionCard(await nextQuestion(context, numberOf(id)), language);
    return numberOf(id) === 0 ? privately(shown) : replacing(shown);
  },
  async 'question-same'(context, { actor, language }, { id }) {
    const { member, joined } = await areTheSame(context, actor, id.question, id.whom);
    const done = speaker(language)('people.question.is-same', { name: member.name });
    return replacing(partCard(done, joined, language), questionCard(await nextQuestion(context, id.question), language));
  },
  async 'question-different'(context, { actor, language }, { id }) {
    const { member, isOwner } = await areDifferent(context, actor, id);
    const done = speaker(language)(isOwner ? 'people.question.is-owner' : 'people.question.is-different', { name: member.name });
    return replacing(sentenceCard(language, done), questionCard(await nextQuestion(context, id), language));
  },
  'question-whom': async (context, { language }, { id, values }) =>
    replacing(questionCard(await questionOf(context, id, chosenPerson(values)), language)),
  namesakes: async (context, { language }, { id }) => replacing(namesakesCard(await namesakePage(context, numberOf(id)), language)),
  async 'namesakes-different'(context, { actor, language }, { id }) {
    const done = namesakesText(await areAllDifferent(context, actor, id), language);
    const page = await namesakePage(context, id.last);
    const next = page.lines.length > 0 ? namesakesCard(page, language) : questionCard(await nextQuestion(context, id.last), language);
    return replacing(sentenceCard(language, done), next);
  },
  namesake: async (context, { language }, { values }) =>
    replacing(questionCard(await questionOf(context, chosenQuestion(values)), language)),
  async part(context, request, { id }) {
    const people = await partMembers(context, request.actor, id);
    return decided(context, request, (language) => partedText(people, language));
  },
  async 'same-join'(context, request, { id: { from, into } }) {
    const merged = await joinEqualOrganisations(context, request.actor, from, into);
    const names = { name: merged.from.name, into: merged.into.name, who: request.actor.name };
    return decided(context, request, (language) => speaker(language)('members.proposal.merged', names));
  },
  async 'claim-no'(context, request, { id: { came, listed } }) {
    const { name } = await refuseClaim(context, request.actor, came, listed);
    return decided(context, request, (language) => speaker(language)('people.claim.refused', { who: request.actor.name, name }));
  },
  async 'org-approve'(context, request, { id }) {
    const { name } = await approveOrganisation(context, request.actor, id);
    return decided(context, request, (language) => speaker(language)('members.proposal.approved', { name, who: request.actor.name }));
  },
  async 'org-refuse'(context, request, { id }) {
    const { name } = await refuseOrganisation(context, request.actor, id);
    return decided(context, request, (language) => speaker(language)('members.proposal.refused', { name, who: request.actor.name }));
  },
  async 'org-merge'(context, { language }, { id }) {
    const organisation = await requireProposal(context, id);
    return privately(mergeCard(organisation, await findSimilarOrganisations(context, organisation, 10), language));
  },
  async 'org-merge-search'(context, { language }, { id, values }) {
    const organisation = await requireProposal(context, id);
    return replacing(mergeCard(organisation, await searchOrganisations(context, values.text), language));
  },
  async 'org-merge-into'(context, { actor, language }, { id, values }) {
    const { from, into } = await mergeOrganisation(context, actor, id, chosenOrganisation(values));
    return replacing(
      ...decidedCards([language], (each) =>
        speaker(each)('members.proposal.merged', { name: from.name, into: into.name, who: actor.name }),
      ),
    );
  },
});

/** Anything but a number is the first page. */
function pageOf(text: string): number {
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

/** The number of a question. Anything else is before the first one. */
function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

async function hasNotBegun(context: Context, id: MemberId): Promise<boolean> {
  return stepOf((await loadProfile(context, id)).member) === 'language';
}
