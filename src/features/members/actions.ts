import { type Action, defineAction } from '../../core/action.js';
import { isLanguage } from '../../core/language.js';
import { privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import { speaker } from '../../language/index.js';
import { accountActions } from './account-actions.js';
import { isFormName, profileForm } from './cards/forms.js';
import { finishedCard, laterCard, stepCard } from './cards/induction.js';
import { languageCard, organisationCard } from './cards/profile.js';
import { visibilityCard } from './cards/visibility.js';
import { claimActions } from './claim-actions.js';
import { exportReply } from './export-reply.js';
import { organisationIdOf, unknownPart } from './ids.js';
import { organisationActions } from './organisation-actions.js';
import { askToForget, saved, whereNow } from './replies.js';
import { isStep, stepOf } from './rules.js';
import type { MembersService } from './service.js';

/** Buttons and menus of the induction, of the profile, and of organisations that are proposed. */
export function membersActions(service: MembersService): readonly Action[] {
  const { profiles } = service;
  const now = async (request: Request): Promise<Reply> => whereNow(await profiles.load(request.actor.id), await service.settings());
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: 'members', name, access: 'anyone', run });

  return [
    /** `start:<language>`: the answer to the welcome. In a channel the card stays for the next who comes. */
    define('start', async ({ actor, conversation }, { id }) => {
      if (!isLanguage(id)) throw unknownPart('language');
      const reply = whereNow(await profiles.start(actor.id, id), await service.settings());
      return conversation.kind === 'direct' || reply.type !== 'message' ? reply : privately(...reply.message.cards);
    }),
    /** `next:<step>`: leaves a step as it is. */
    define('next', async ({ actor }, { id }) => {
      if (!isStep(id)) throw unknownPart('step');
      return whereNow(await profiles.pass(actor.id, id), await service.settings());
    }),
    /** `goto:<part>`: shows a part, changes nothing. */
    define('goto', async (request, { id }) => {
      const profile = await profiles.load(request.actor.id);
      const { language } = profile.member;
      if (!isStep(id)) throw unknownPart('step');
      if (id === 'language') return replacing(languageCard(language));
      if (stepOf(profile.member) !== null) return replacing(stepCard(id, profile, language));
      if (id === 'organisation') return replacing(organisationCard(profile, language));
      return id === 'visibility' ? replacing(visibilityCard(profile.member, language)) : now(request);
    }),
    /** `form:<name>`: opens a form of the profile. */
    define('form', async ({ actor, now: at }, { id }) => {
      if (!isFormName(id)) throw unknownPart('form');
      const profile = await profiles.load(actor.id);
      return {
        type: 'form',
        form: profileForm(id, { profile, language: profile.member.language, settings: await service.settings(), now: at }),
      };
    }),
    define('later', async ({ language }) => replacing(laterCard(language))),
    define('resume', (request) => now(request)),
    define('edit', (request) => now(request)),
    /** The menu of organisations that a search found. */
    define('organisation', async ({ actor, language }, { values: [chosen] }) =>
      whereNow(await service.organisations.choose(actor.id, organisationIdOf(chosen)), await service.settings(), saved(language)),
    ),
    define('finish', async ({ actor }) => {
      const { profile, missing, justNow } = await profiles.finish(actor.id);
      if (missing === undefined && justNow) return replacing(finishedCard(profile, profile.member.language));
      return whereNow(profile, await service.settings());
    }),
    define('language', async ({ actor }, { id }) => {
      if (!isLanguage(id)) throw unknownPart('language');
      const profile = await profiles.setLanguage(actor.id, id);
      return whereNow(profile, await service.settings(), speaker(id)('members.language.changed'));
    }),
    define('export', ({ actor, language }) => exportReply(service, actor.id, language)),
    define('forget', async ({ actor, language }) => replacing(await askToForget(service, actor.id, language))),
    /**
     * `forget-confirm:<member>`: the member's number makes the button good for that one life here. Whoever was erased
     * and presses it again comes in as a newcomer made by that very press; that one is erased too.
     */
    define('forget-confirm', async ({ actor, language }, { id }) => {
      const fresh = actor.status === 'newcomer' && stepOf((await profiles.load(actor.id)).member) === 'language';
      if (id === String(actor.id) || fresh) await service.forget(actor.id);
      const key = id === String(actor.id) || fresh ? 'members.forget.done' : 'members.forget.old-button';
      return replacing({ language, blocks: [{ type: 'paragraph', text: speaker(language)(key) }] });
    }),
    ...organisationActions(service),
    ...accountActions(service),
    ...claimActions(service),
  ];
}
