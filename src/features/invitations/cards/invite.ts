import type { Actor } from '../../../core/access.js';
import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { MemberId } from '../../../core/ids.js';
import type { Language } from '../../../core/language.js';
import type { Attachment, Button, Card, Reply } from '../../../core/message.js';
import { DAY } from '../../../core/time.js';
import { cardIn, formatInstant, formatList, speaker } from '../../../language/index.js';
import { type Profile, platformName } from '../../members/public.js';
import { invitationControls as controls } from '../controls.js';
import { LIFETIMES } from '../lifetimes.js';
import type { Overview } from '../overview.js';
import type { MadeLink } from '../types.js';

const DAYS = LIFETIMES.invitation / DAY;

/** Who is not in yet, and the ways to get them in. */
export function overviewCard(shown: Overview, language: Language): Card {
  const say = speaker(language);
  const { hasChat, platforms, without, withAddress, named, canMail, isOpen, requests } = shown;
  const there = formatList(
    platforms.map((platform) => platformName(platform, language)),
    language,
  );
  const buttons = [
    ...(hasChat && without > 0
      ? [controls.all.button(say.plain('invitations.button.all', { count: without }), { style: 'primary' as const })]
      : []),
    ...(canMail && withAddress > 0 ? [controls.mail.button(say.plain('invitations.button.mail', { count: withAddress }))] : []),
    ...(hasChat ? [controls.join.button(say.plain(isOpen ? 'invitations.button.renew' : 'invitations.button.open'), { id: 'renew' })] : []),
    ...(isOpen ? [controls.join.button(say.plain('invitations.button.close'), { id: 'close', style: 'danger' as const })] : []),
    ...(requests > 0 ? [controls.requests.button(say.plain('invitations.button.requests', { count: requests }), { id: '0' })] : []),
  ];
  return card(
    language,
    heading(say('invitations.title')),
    paragraph(say(without > 0 ? 'invitations.without' : 'invitations.without-none', { count: without })),
    platforms.length > 0 && paragraph(say('invitations.platforms', { platforms: there })),
    named > 0 && note(say('invitations.named', { count: named })),
    !hasChat && paragraph(say('invitations.no-chat')),
    hasChat && without > 0 && paragraph(say('invitations.how', { days: DAYS })),
    hasChat && !canMail && without > 0 && note(say('invitations.no-mail')),
    hasChat && canMail && withAddress < without && note(say('invitations.no-address', { count: without - withAddress })),
    hasChat && paragraph(say(isOpen ? 'invitations.join-open' : 'invitations.join-closed')),
    hasChat &&
      note(say('invitations.one', { command: { type: 'code', text: `/community invite member:${say.plain('invitations.name')}` } })),
    buttons.length > 0 && actions(...buttons),
  );
}

/** One person's link, which stands in no table: it is shown here alone. */
export function linkReply(
  { member, organisation, made }: Profile & { readonly made: MadeLink },
  { timezone }: Pick<Actor, 'timezone'>,
  language: Language,
): Reply {
  const say = speaker(language);
  const shown = card(
    language,
    heading(say('invitations.link.title', { name: member.name })),
    organisation && note([organisation.name]),
    paragraph([{ type: 'code', text: made.link }]),
    paragraph(say('invitations.link.text', { until: formatInstant(made.until, timezone, language, 'short-date') })),
    note(say('invitations.link.care')),
  );
  return { type: 'message', visibility: 'private', message: { cards: [shown], fleeting: 'invitation' } };
}

export function linksReply(count: number, file: Attachment, language: Language): Reply {
  const say = speaker(language);
  const shown = card(
    language,
    heading(say('invitations.links.title', { count })),
    paragraph(say('invitations.links.text', { days: DAYS })),
    note(say('invitations.earlier-links')),
    note(say('invitations.link.care')),
  );
  return { type: 'message', visibility: 'private', message: { cards: [shown], files: [file], fleeting: 'invitations' } };
}

export function mailedCard(count: number, language: Language): Card {
  return cardIn(language, (say) => [paragraph(say('invitations.mailed', { count, days: DAYS })), note(say('invitations.earlier-links'))]);
}

export function joinCard(link: string, language: Language): Reply {
  const say = speaker(language);
  const shown = card(
    language,
    heading(say('invitations.join.title')),
    paragraph([{ type: 'code', text: link }]),
    paragraph(say('invitations.join.text')),
    note(say('invitations.join.once')),
    actions(controls.join.button(say.plain('invitations.button.close'), { id: 'close', style: 'danger' })),
  );
  return { type: 'message', visibility: 'private', message: { cards: [shown], fleeting: 'join-link' } };
}

/** Tells somebody that an organiser made a link to their profile. */
export function linkMadeCard(language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('invitations.made.text')),
    note(say('invitations.made.not-you', { command: { type: 'code', text: '/profile sign-out' } })),
  ]);
}

/** Makes a new link for a member who has left. */
export function againButton(member: MemberId, language: Language): Button {
  return controls.again.button(speaker(language).plain('invitations.button.again'), { id: member, style: 'primary' });
}

/** Leads to the invitations, where people have just been added to the list. */
export function inviteButton(language: Language): Button {
  return controls.show.button(speaker(language).plain('invitations.button.invite'), { style: 'primary' });
}
