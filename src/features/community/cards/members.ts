import type { Actor } from '../../../core/access.js';
import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatInstant } from '../../../language/index.js';
import { asLabel, ORGANISATION_KEY, type Profile, profileCard, roleKey, statusKey } from '../../members/public.js';
import { communityControls as controls } from '../controls.js';
import type { DirectoryPage } from '../directory.js';
import { type DirectoryQuery, encodeQuery } from '../rules/directory-query.js';

/** A page of members, with the way to the next and to each of them. */
export function directoryCard(found: DirectoryPage, query: DirectoryQuery, language: Language): Card {
  const { entries, total, page, pages } = found;
  const turn = (to: number, label: string) => controls.members.button(label, { id: encodeQuery({ ...query, page: to }) });
  return cardIn(language, (say) => [
    heading(say('community.members.title', { count: total })),
    entries.length === 0 && paragraph(say('community.members.none')),
    entries.length > 0 && {
      type: 'table',
      caption: say.plain('community.members.title', { count: total }),
      columns: [
        [say.plain('community.members.name')],
        [say.plainKey(ORGANISATION_KEY)],
        [say.plain('community.members.role')],
        [say.plain('community.members.status')],
      ],
      rows: entries.map(({ member, organisation }) => [
        [member.name],
        [organisation?.name ?? '—'],
        [say.plainKey(roleKey(member.role))],
        [say.plainKey(statusKey(member.status))],
      ]),
    },
    entries.length > 0 &&
      actions(
        controls.member.menu({
          label: say.plain('community.members.open'),
          options: entries.map(({ member, organisation }) => ({
            value: String(member.id),
            label: asLabel(member.name),
            ...(organisation && { description: asLabel(organisation.name) }),
          })),
        }),
      ),
    pages > 1 && note(say('community.members.page', { page: page + 1, pages })),
    pages > 1 &&
      actions(
        ...(page > 0 ? [turn(page - 1, say.plain('community.previous'))] : []),
        ...(page + 1 < pages ? [turn(page + 1, say.plain('common.next'))] : []),
      ),
  ]);
}

/** One member for an organiser: the profile as organisers may see it, the role, and what waits for a decision. */
export function memberCard(
  { member, organisation }: Profile,
  viewer: Actor,
  language: Language,
  /**
   * `changed`: the role was changed just now, and `done`: what else was; both are said first. `parts`: buttons that part those who were
   * joined with them.
   */
  { changed = false, done, parts = [] }: { readonly changed?: boolean; readonly done?: Text; readonly parts?: readonly Button[] } = {},
): Card {
  const profile = profileCard({ member, organisation }, viewer, language);
  const waits = member.status === 'pending' && organisation?.status === 'proposed';
  return cardIn(language, (say) => [
    done && paragraph(done),
    changed && paragraph(say('people.role.changed', { name: member.name, role: member.role })),
    ...profile.blocks.filter(({ type }) => type !== 'actions'),
    {
      type: 'facts',
      items: [
        { label: say('community.members.status'), value: [say.plainKey(statusKey(member.status))] },
        { label: say('community.member.joined'), value: [formatInstant(member.joinedAt, viewer.timezone, language, 'short-date')] },
      ],
    },
    !member.isBot &&
      actions(
        controls.role.menu(language, { label: say.plain('community.member.role'), chosen: [member.role] }, { id: member.id }),
        controls['sign-out'].button(say.plain('people.sign-out.button'), { id: member.id }),
      ),
    waits &&
      actions(
        controls.approve.button(say.plain('community.member.approve'), { id: organisation.id, style: 'primary' }),
        controls.refuse.button(say.plain('community.member.refuse'), { id: organisation.id, style: 'danger' }),
      ),
    actions(...parts, controls.members.button(say.plain('common.back'), { id: encodeQuery({ page: 0 }) })),
  ]);
}
