import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { claimCards } from '../../../src/features/members/cards/claim.js';
import { directCard, directOffer, waitingNotice } from '../../../src/features/members/cards/direct.js';
import { profileForm } from '../../../src/features/members/cards/forms.js';
import {
  candidatesCard,
  channelWelcomeCards,
  finishedCard,
  laterCard,
  stepCard,
  welcomeCards,
} from '../../../src/features/members/cards/induction.js';
import { accountsCard, linkCard, linkedCard } from '../../../src/features/members/cards/linking.js';
import { mergeCard, proposalCards } from '../../../src/features/members/cards/organisations.js';
import { editCard, forgetCard, languageCard, organisationCard, profileCard } from '../../../src/features/members/cards/profile.js';
import { visibilityCard } from '../../../src/features/members/cards/visibility.js';
import { actor, bridge, dalia, type Exhibit, haider, karwan, NOW, proposed, settings, tigris, zainab } from './people.js';

const STEPS = ['name', 'organisation', 'work', 'exchange', 'time', 'visibility'] as const;
const FORMS = ['name', 'search', 'propose', 'work', 'exchange', 'time', 'email', 'visibility-work', 'visibility-contact'] as const;

/** All that members meet about themselves, and organisers about them. */
export function memberExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const others = [language, ...(['en', 'ar', 'ckb'] as const).filter((other) => other !== language)] as const;
  const whole = { member: zainab, organisation: tigris };
  const fresh = { member: dalia, organisation: undefined };
  return [
    card('welcome', ...welcomeCards(others, settings.name)),
    card('welcome in a channel', ...channelWelcomeCards(others, settings.name)),
    ...STEPS.flatMap((step) => [
      card(`step ${step}, nothing told yet`, stepCard(step, fresh, language)),
      card(`step ${step}`, stepCard(step, whole, language)),
    ]),
    ...FORMS.map((name) => form(name, profileForm(name, { profile: whole, language, settings, now: NOW }))),
    card('organisations found', candidatesCard([tigris, bridge], 'river', language)),
    card('no organisation found', candidatesCard([], 'palm', language)),
    card('later', laterCard(language)),
    card('finished', finishedCard(whole, language)),
    card('finished, waiting for approval', finishedCard({ member: { ...zainab, status: 'pending' }, organisation: proposed }, language)),
    card('profile of another', profileCard({ member: karwan, organisation: bridge }, actor(zainab, language), language)),
    card('own profile', profileCard(whole, actor(zainab, language), language)),
    card('edit', editCard(whole, language)),
    card('organisation', organisationCard(whole, language)),
    card('language', languageCard(language)),
    card('forget', forgetCard(whole, language)),
    card('visibility', visibilityCard(zainab, language)),
    card('organisation proposed', ...proposalCards(proposed, [zainab], others)),
    card('merge', mergeCard(proposed, [tigris, bridge], language)),
    card('same person?', ...claimCards(dalia, tigris, zainab, 'same-name', others)),
    card(
      'accounts, with a code',
      accountsCard(
        [
          { token: 'a', platform: 'slack', current: true },
          { token: 'b', platform: 'discord', current: false },
        ],
        'K7PM-2XQD',
        language,
      ),
    ),
    card(
      'link asked',
      linkCard(
        {
          id: 3,
          other: karwan,
          organisation: bridge,
          otherPlatforms: ['discord'],
          platforms: ['slack', 'discord'],
          stays: zainab,
          matches: 2,
        },
        language,
      ),
    ),
    card('linked, told where the code was made', linkedCard('discord', language)),
    card('direct messages offered', directOffer(language)),
    card('direct messages chosen', directCard(true, language)),
    card('something waits', ...waitingNotice(others)),
    card('somebody to merge into', mergeCard({ ...proposed, name: haider.name }, [], language)),
  ];
}
