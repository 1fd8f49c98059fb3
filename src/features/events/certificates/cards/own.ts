import { actions, card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cutAtWord } from '../../../../kit/cut-at-word.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { titleIn } from '../../text-of.js';
import { certificatesControls as controls } from '../controls.js';
import type { OwnCertificates, OwnDeed } from '../own.js';
import { whenOf } from '../printed.js';

const SHOWN = 10;
const TITLE_SHOWN = 50;

/** The events for which a member gets certificates, each with a button. */
export function deedsCard(deeds: readonly OwnDeed[], language: Language): Card {
  const say = speaker(language);
  const title = heading(say('events-certificates.own.title'));
  if (deeds.length === 0) return card(language, title, paragraph(say('events-certificates.own.none')));
  return card(
    language,
    title,
    ...deeds.slice(0, SHOWN).flatMap((deed) => [
      {
        type: 'facts' as const,
        items: [
          {
            label: [titleIn(deed.event, language)],
            value: [`${whenOf(deed, language)} · ${deed.roles.map((role) => say.plain(`events-certificates.role.${role}`)).join(' · ')}`],
          },
        ],
      },
      actions(
        controls.certificate.button(say.plain('events-certificates.button.take'), {
          id: deed.event.id,
          accessibleName: `${say.plain('events-certificates.button.take')}: ${cutAtWord(titleIn(deed.event, language), TITLE_SHOWN)}`,
        }),
      ),
    ]),
    deeds.length > SHOWN && note(say('events-certificates.own.more')),
  );
}

/** What comes with a member's certificates. `links`: where each one is checked and shows its name. */
export function ownCard({ event, certificates, name }: OwnCertificates, links: ReadonlyMap<string, string>, language: Language): Card {
  const hasOtherName = certificates.some((certificate) => certificate.name !== name);
  return cardIn(language, (say) => [
    paragraph(say('events-certificates.own.here', { title: titleIn(event, language), count: certificates.length })),
    {
      type: 'facts',
      items: certificates.map(({ number, role }) => {
        const url = links.get(number);
        return {
          label: [say.plain(`events-certificates.role.${role}`)],
          value: url === undefined ? [{ type: 'code', text: number }] : [{ type: 'link', url, label: number }],
        };
      }),
    },
    links.size > 0 && note(say('events-certificates.own.link')),
    hasOtherName
      ? actions(controls['certificate-name'].button(say.plain('events-certificates.button.renew'), { id: event.id }))
      : note(say('events-certificates.own.name', { command: '/profile edit' })),
  ]);
}
