import type { HomePart } from '../../core/home.js';
import type { Card } from '../../core/message.js';
import { speaker } from '../../language/index.js';
import { PROFILE_FIELDS } from '../../ports/members.js';
import { button, card, heading, paragraph } from './cards/controls.js';
import { facts, fieldLabel } from './cards/facts.js';
import { welcomeCards } from './cards/induction.js';
import { STEPS, stepOf } from './rules.js';
import type { MembersService } from './service.js';

/** For somebody whom nobody knows yet: the welcome, in each language. */
export async function welcome(service: MembersService): Promise<readonly Card[]> {
  const { languages, name } = await service.settings();
  return welcomeCards(languages, name);
}

/** One's own profile: the induction where it stands, or what others see and what they don't. */
export function membersHome(service: MembersService): HomePart {
  return async ({ id, language }) => {
    const profile = await service.profiles.load(id);
    const step = stepOf(profile.member);
    const say = speaker(language);
    if (step === 'language') return welcome(service);
    if (step !== null) {
      const left = STEPS.length - STEPS.indexOf(step);
      return [
        card(language, heading(say('members.home.induction')), paragraph(say('members.home.steps-left', { count: left })), {
          type: 'actions',
          controls: [button('resume', say.plain('members.button.resume'), { style: 'primary' })],
        }),
      ];
    }
    const shown = PROFILE_FIELDS.filter((field) => profile.member.visibility[field] === 'everyone');
    const hidden = PROFILE_FIELDS.filter((field) => profile.member.visibility[field] !== 'everyone');
    return [
      card(
        language,
        heading(say('members.home.title', { name: profile.member.name })),
        profile.member.status === 'pending' && paragraph(say('members.profile.pending')),
        facts(profile, shown, language),
        hidden.length > 0 &&
          paragraph(
            say('members.home.hidden', {
              fields: hidden.map((field) => fieldLabel(field, language)).join(say.plain('members.home.comma')),
            }),
          ),
        {
          type: 'actions',
          controls: [
            button('edit', say.plain('members.button.edit')),
            button('goto', say.plain('members.step.visibility'), { id: 'visibility' }),
          ],
        },
      ),
    ];
  };
}
