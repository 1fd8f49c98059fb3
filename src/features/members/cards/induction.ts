import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Button, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { cardIn, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { PLACEHOLDERS } from '../defaults.js';
import { STEPS, type Step, stepBefore } from '../rules/induction.js';
import { hasChosen } from '../rules/visibility.js';
import { asLabel } from '../text.js';
import type { Organisation, Profile } from '../types.js';
import { facts } from './facts.js';
import { visibilityButtons, visibilityFacts } from './visibility.js';

/** The welcome: one card for each language with its own button, since the person's language is not known yet. */
export function welcomeCards(languages: readonly Language[], community: string): readonly Card[] {
  return languages.map((language) => {
    return cardIn(language, (say) => [
      heading(say('members.welcome.title', { community })),
      paragraph(say('members.welcome.text')),
      actions(startButton(language)),
    ]);
  });
}

/** The same for a channel, where it stays for everyone who comes. */
export function channelWelcomeCards(languages: readonly Language[], community: string): readonly Card[] {
  return languages.map((language) => {
    return cardIn(language, (say) => [paragraph(say('members.welcome.channel', { community })), actions(startButton(language))]);
  });
}

/** Reminds somebody who has chosen no language yet. */
export function shortReminderCards(languages: readonly Language[], community: string): readonly Card[] {
  return languages.map((language) =>
    card(language, paragraph(speaker(language)('members.reminder.short', { community })), actions(startButton(language))),
  );
}

function startButton(language: Language): Button {
  return controls.start.button(speaker(language).plain('members.welcome.start'), { id: language, style: 'primary' });
}

/** One step of the induction, with what is known already. */
export function stepCard(step: Exclude<Step, 'language'>, profile: Profile, language: Language): Card {
  const say = speaker(language);
  const number = STEPS.indexOf(step);
  const total = STEPS.length - 1;
  const previous = stepBefore(step);
  const away: Button[] = [
    ...(previous && previous !== 'language' ? [controls.goto.button(say.plain('common.back'), { id: previous })] : []),
    controls.later.button(say.plain('members.induction.later')),
  ];
  return card(
    language,
    heading(say('members.induction.step', { number, total, title: say.plain(`members.step.${step}`) })),
    paragraph(say(step === 'visibility' && !hasChosen(profile.member) ? 'members.ask.consent' : `members.ask.${step}`)),
    ...stepBody(step, profile, language),
    actions(...stepButtons(step, profile, language), ...away),
  );
}

function stepBody(step: Exclude<Step, 'language'>, profile: Profile, language: Language): readonly (Block | undefined)[] {
  const say = speaker(language);
  switch (step) {
    case 'name':
      return PLACEHOLDERS.includes(profile.member.name)
        ? []
        : [{ type: 'facts', items: [{ label: say('members.button.name'), value: [profile.member.name] }] }];
    case 'organisation':
      return [facts(profile, ['organisation'], language)];
    case 'work':
      return [facts(profile, ['languages', 'sectors'], language)];
    case 'exchange':
      return [facts(profile, ['offers', 'wants'], language)];
    case 'time':
      return [facts(profile, ['hours'], language)];
    case 'visibility':
      return [hasChosen(profile.member) ? visibilityFacts(profile.member, language) : undefined, note(say('members.visibility.note'))];
    default:
      return step satisfies never;
  }
}

function stepButtons(step: Exclude<Step, 'language'>, { member, organisation }: Profile, language: Language): readonly Button[] {
  const say = speaker(language);
  const next = controls.next.button(say.plain('common.next'), { id: step });
  const fill = (form: 'name' | 'work' | 'exchange' | 'time', label: string) => controls.form.button(label, { id: form, style: 'primary' });
  switch (step) {
    case 'name':
      return PLACEHOLDERS.includes(member.name)
        ? [fill(step, say.plain('members.button.write-name'))]
        : [
            controls.next.button(say.plain('members.button.keep-name'), { id: step, style: 'primary' }),
            controls.form.button(say.plain('members.button.other-name'), { id: step }),
          ];
    case 'organisation':
      return [...organisationButtons(language), ...(organisation ? [next] : [])];
    case 'work':
    case 'exchange':
    case 'time':
      return [fill(step, say.plain('members.button.fill-in')), next];
    case 'visibility':
      return [...finishButtons(member, language), ...visibilityButtons(language)];
    default:
      return step satisfies never;
  }
}

/** One plain question; whoever has chosen field by field is not asked again. */
function finishButtons(member: Profile['member'], language: Language): readonly Button[] {
  const say = speaker(language);
  if (hasChosen(member)) return [controls.finish.button(say.plain('members.button.finish'), { id: undefined, style: 'primary' })];
  return [
    controls.finish.button(say.plain('members.button.consent-everyone'), { id: 'everyone', style: 'primary' }),
    controls.finish.button(say.plain('members.button.consent-organisers'), { id: 'organisers' }),
  ];
}

export function organisationButtons(language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    controls.form.button(say.plain('members.button.search'), { id: 'search', style: 'primary' }),
    controls.form.button(say.plain('members.button.propose'), { id: 'propose' }),
  ];
}

/** What a search for an organisation found: choose, search again, or propose. */
export function candidatesCard(found: readonly Organisation[], typed: string, language: Language): Card {
  return cardIn(language, (say) => [
    heading([say.plain('members.step.organisation')]),
    paragraph(
      found.length > 0 ? say('members.organisation.found', { count: found.length }) : say('members.organisation.none', { text: typed }),
    ),
    found.length > 0 && actions(organisationMenu(found, language)),
    actions(...organisationButtons(language), controls.resume.button(say.plain('common.back'))),
  ]);
}

/** More are a menu. */
const BUTTONS_MAX = 4;

/** Organisations that may be the one somebody has just typed; it is not proposed yet. */
export function similarCard(similar: readonly Organisation[], name: string, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('members.similar.title')),
    paragraph(say('members.similar.text', { name })),
    similar.length > BUTTONS_MAX
      ? actions(organisationMenu(similar, language))
      : actions(...similar.map(({ id, name: label }) => controls.join.button(asLabel(label), { id }))),
    actions(
      controls['propose-new'].button(say.plain('members.similar.new')),
      controls.form.button(say.plain('members.similar.change'), { id: 'propose' }),
    ),
  ]);
}

function organisationMenu(found: readonly Organisation[], language: Language) {
  const say = speaker(language);
  return controls.organisation.menu({
    label: say.plain('members.organisation.choose'),
    options: found.map(({ id, name, type }) => ({
      value: String(id),
      label: asLabel(name),
      description: say.plain(`common.type.${type}`),
    })),
  });
}

export function laterCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('members.induction.later-text')),
    actions(controls.resume.button(say.plain('members.button.resume'), { style: 'primary' })),
  ]);
}

/** What features offer a member who has just finished the induction. */
export interface FirstSteps {
  readonly buttons: readonly Button[];
  readonly hints: readonly Phrase[];
}

/** The end of the induction: what is known now, and what to try: `hints` and buttons of the features, for active members. */
export function finishedCard(profile: Profile, { buttons, hints }: FirstSteps, language: Language): Card {
  const { member } = profile;
  const active = member.status === 'active';
  return cardIn(language, (say) => [
    heading(say('members.finished.title', { name: member.name })),
    paragraph(active ? say('members.finished.text') : say('members.finished.pending')),
    facts(profile, ['organisation', 'languages', 'sectors', 'offers', 'wants', 'hours'], language),
    active && {
      type: 'list',
      items: [...hints.map(say.phrase), say('members.finished.try-profile'), say('members.finished.try-help')],
    },
    actions(...(active ? buttons : []), controls.edit.button(say.plain('members.button.edit'))),
  ]);
}
