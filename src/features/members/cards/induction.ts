import type { Language } from '../../../core/language.js';
import { actionId, type Block, type Button, type Card } from '../../../core/message.js';
import { speaker } from '../../../language/index.js';
import type { Organisation } from '../../../ports/members.js';
import { PLACEHOLDERS } from '../dependencies.js';
import type { Profile } from '../profile.js';
import { STEPS, type Step, stepBefore } from '../rules.js';
import { asLabel } from '../words.js';
import { button, card, heading, note, paragraph } from './controls.js';
import { facts } from './facts.js';
import { visibilityButtons, visibilityFacts } from './visibility.js';

/** The welcome: one card for each language, each with its own button, for nobody knows yet which is theirs. */
export function welcomeCards(languages: readonly Language[], community: string): readonly Card[] {
  return languages.map((language) => {
    const say = speaker(language);
    return card(language, heading(say('members.welcome.title', { community })), paragraph(say('members.welcome.text')), {
      type: 'actions',
      controls: [startButton(language)],
    });
  });
}

/** The same for a channel, where it waits for whoever comes. */
export function channelWelcomeCards(languages: readonly Language[], community: string): readonly Card[] {
  return languages.map((language) => {
    const say = speaker(language);
    return card(language, paragraph(say('members.welcome.channel', { community })), { type: 'actions', controls: [startButton(language)] });
  });
}

function startButton(language: Language): Button {
  return button('start', speaker(language).plain('members.welcome.start'), { id: language, style: 'primary' });
}

/** One step of the induction, with what is known already. */
export function stepCard(step: Exclude<Step, 'language'>, profile: Profile, language: Language): Card {
  const say = speaker(language);
  const number = STEPS.indexOf(step);
  const total = STEPS.length - 1;
  const previous = stepBefore(step);
  const away: Button[] = [
    ...(previous && previous !== 'language' ? [button('goto', say.plain('common.back'), { id: previous })] : []),
    button('later', say.plain('members.induction.later')),
  ];
  return card(
    language,
    heading(say('members.induction.step', { number, total, title: say.plain(`members.step.${step}`) })),
    paragraph(say(`members.ask.${step}`)),
    ...stepBody(step, profile, language),
    { type: 'actions', controls: [...stepButtons(step, profile, language), ...away] },
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
      return [visibilityFacts(profile.member, language), note(say('members.visibility.note'))];
    default:
      return step satisfies never;
  }
}

function stepButtons(step: Exclude<Step, 'language'>, { member, organisation }: Profile, language: Language): readonly Button[] {
  const say = speaker(language);
  const next = button('next', say.plain('common.next'), { id: step });
  const fill = (label: string) => button('form', label, { id: step, style: 'primary' });
  switch (step) {
    case 'name':
      return PLACEHOLDERS.includes(member.name)
        ? [fill(say.plain('members.button.write-name'))]
        : [
            button('next', say.plain('members.button.keep-name'), { id: step, style: 'primary' }),
            button('form', say.plain('members.button.other-name'), { id: step }),
          ];
    case 'organisation':
      return [...organisationButtons(language), ...(organisation ? [next] : [])];
    case 'work':
    case 'exchange':
    case 'time':
      return [fill(say.plain('members.button.fill-in')), next];
    case 'visibility':
      return [button('finish', say.plain('members.button.finish'), { style: 'primary' }), ...visibilityButtons(language)];
    default:
      return step satisfies never;
  }
}

export function organisationButtons(language: Language): readonly Button[] {
  const say = speaker(language);
  return [
    button('form', say.plain('members.button.search'), { id: 'search', style: 'primary' }),
    button('form', say.plain('members.button.propose'), { id: 'propose' }),
  ];
}

/** What a search for an organisation found: choose, search again, or propose. */
export function candidatesCard(found: readonly Organisation[], typed: string, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading([say.plain('members.step.organisation')]),
    paragraph(
      found.length > 0 ? say('members.organisation.found', { count: found.length }) : say('members.organisation.none', { text: typed }),
    ),
    found.length > 0 && {
      type: 'actions',
      controls: [
        {
          type: 'select',
          action: actionId('members', 'organisation'),
          label: say.plain('members.organisation.choose'),
          options: found.map(({ id, name, type }) => ({
            value: String(id),
            label: asLabel(name),
            description: say.plain(`common.type.${type}`),
          })),
        },
      ],
    },
    { type: 'actions', controls: [...organisationButtons(language), button('resume', say.plain('common.back'))] },
  );
}

export function laterCard(language: Language): Card {
  const say = speaker(language);
  return card(language, paragraph(say('members.induction.later-text')), {
    type: 'actions',
    controls: [button('resume', say.plain('members.button.resume'), { style: 'primary' })],
  });
}

/** The end of the induction: what is known now, and what to try. */
export function finishedCard(profile: Profile, language: Language): Card {
  const say = speaker(language);
  const { member } = profile;
  const active = member.status === 'active';
  return card(
    language,
    heading(say('members.finished.title', { name: member.name })),
    paragraph(active ? say('members.finished.text') : say('members.finished.pending')),
    facts(profile, ['organisation', 'languages', 'sectors', 'offers', 'wants', 'hours'], language),
    active && {
      type: 'list',
      items: [say('members.finished.try-coffee'), say('members.finished.try-profile'), say('members.finished.try-help')],
    },
    {
      type: 'actions',
      controls: [
        ...(active
          ? [
              {
                type: 'button' as const,
                action: actionId('coffee', 'join'),
                label: say.plain('members.button.join-coffee'),
                style: 'primary' as const,
              },
            ]
          : []),
        button('edit', say.plain('members.button.edit')),
      ],
    },
  );
}
