import { type Actor, ROLES } from '../../core/access.js';
import type { Language } from '../../core/language.js';
import { actionId, type Card } from '../../core/message.js';
import { formatInstant, speaker } from '../../language/index.js';
import type { Member, Organisation } from '../../ports/members.js';
import { asLabel, profileCard } from '../members/service.js';
import { button, card, heading, note, paragraph } from './cards.js';
import { type DirectoryPage, type DirectoryQuery, encodeQuery } from './directory.js';

/** A page of members, with the way to the next and to each of them. */
export function directoryCard(found: DirectoryPage, query: DirectoryQuery, language: Language): Card {
  const say = speaker(language);
  const { entries, total, page, pages } = found;
  const turn = (to: number, label: string) => button('members', label, { id: encodeQuery({ ...query, page: to }) });
  return card(
    language,
    heading(say('community.members.title', { count: total })),
    entries.length === 0 && paragraph(say('community.members.none')),
    entries.length > 0 && {
      type: 'table',
      caption: say.plain('community.members.title', { count: total }),
      columns: [
        [say.plain('community.members.name')],
        [say.plain('members.field.organisation')],
        [say.plain('community.members.role')],
        [say.plain('community.members.status')],
      ],
      rows: entries.map(({ member, organisation }) => [
        [member.name],
        [organisation?.name ?? '—'],
        [say.plain(`members.role.${member.role}`)],
        [say.plain(`members.status.${member.status}`)],
      ]),
    },
    entries.length > 0 && {
      type: 'actions',
      controls: [
        {
          type: 'select',
          action: actionId('community', 'member'),
          label: say.plain('community.members.open'),
          options: entries.map(({ member, organisation }) => ({
            value: String(member.id),
            label: asLabel(member.name),
            ...(organisation && { description: asLabel(organisation.name) }),
          })),
        },
      ],
    },
    pages > 1 && note(say('community.members.page', { page: page + 1, pages })),
    pages > 1 && {
      type: 'actions',
      controls: [
        ...(page > 0 ? [turn(page - 1, say.plain('community.previous'))] : []),
        ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
      ],
    },
  );
}

/** One member for an organiser: the profile as organisers may see it, the role, and what waits for a decision. */
export function memberCard(
  member: Member,
  organisation: Organisation | undefined,
  viewer: Actor,
  language: Language,
  /** The role was changed just now: it is said first. */
  changed = false,
): Card {
  const say = speaker(language);
  const profile = profileCard({ member, organisation }, viewer, language);
  const waits = member.status === 'pending' && organisation?.status === 'proposed';
  return card(
    language,
    changed && paragraph(say('people.role.changed', { name: member.name, role: member.role })),
    ...profile.blocks.filter(({ type }) => type !== 'actions'),
    {
      type: 'facts',
      items: [
        { label: say('community.members.status'), value: [say.plain(`members.status.${member.status}`)] },
        { label: say('community.member.joined'), value: [formatInstant(member.joinedAt, viewer.timezone, language, 'short-date')] },
      ],
    },
    !member.isBot && {
      type: 'actions',
      controls: [
        {
          type: 'select',
          action: actionId('community', 'role', member.id),
          label: say.plain('community.member.role'),
          options: ROLES.map((role) => ({ value: role, label: say.plain(`members.role.${role}`) })),
          chosen: [member.role],
        },
      ],
    },
    waits && {
      type: 'actions',
      controls: [
        button('approve', say.plain('community.member.approve'), { id: organisation.id, style: 'primary' }),
        button('refuse', say.plain('community.member.refuse'), { id: organisation.id, style: 'danger' }),
      ],
    },
    { type: 'actions', controls: [button('members', say.plain('common.back'), { id: encodeQuery({ page: 0 }) })] },
  );
}
