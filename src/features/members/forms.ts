import { defineForm, type FormHandler } from '../../core/action.js';
import { NotFoundError } from '../../core/errors.js';
import { replacing } from '../../core/message.js';
import { phrase } from '../../language/index.js';
import { ORGANISATION_TYPES, VISIBILITIES } from '../../ports/members.js';
import { candidatesCard, stepCard } from './cards/induction.js';
import { mergeCard } from './cards/organisations.js';
import { VISIBILITY_PARTS, visibilityCard } from './cards/visibility.js';
import { chosenOf, skillsOf, textOf, timeOf } from './form-values.js';
import { organisationIdOf } from './ids.js';
import { GOVERNORATES } from './places.js';
import { saved, whereNow, withFieldErrors } from './replies.js';
import { stepOf } from './rules.js';
import type { MembersService } from './service.js';
import { isSpokenCode } from './spoken.js';
import { cleanLine } from './words.js';
import { zoneOf } from './zones.js';

/** What is filled in during the induction and, later, to change it. */
export function membersForms(service: MembersService): readonly FormHandler[] {
  const { profiles, organisations } = service;
  const define = (name: string, run: FormHandler['run'], access: FormHandler['access'] = 'anyone'): FormHandler =>
    defineForm({ feature: 'members', name, access, run });

  return [
    define('name', ({ actor, language }, { values }) =>
      withFieldErrors('name', language, async () =>
        whereNow(await profiles.setName(actor.id, textOf(values, 'name')), await service.settings(), saved(language)),
      ),
    ),
    define('search', async ({ language }, { values }) => {
      const text = cleanLine(textOf(values, 'text'));
      return replacing(candidatesCard(text === '' ? [] : await organisations.search(text), text.slice(0, 80), language));
    }),
    define('propose', ({ actor, language }, { values }) =>
      withFieldErrors('name', language, async () => {
        const [type] = chosenOf(values, 'type', (value) => ORGANISATION_TYPES.some((known) => known === value));
        const proposal = {
          name: textOf(values, 'name'),
          type: ORGANISATION_TYPES.find((known) => known === type) ?? 'local',
          governorates: chosenOf(values, 'governorates', (value) => GOVERNORATES.some((known) => known === value)),
        };
        return whereNow(await organisations.propose(actor.id, proposal), await service.settings(), saved(language));
      }),
    ),
    define('work', async ({ actor, language }, { values }) => {
      const settings = await service.settings();
      const change = {
        languages: chosenOf(values, 'languages', isSpokenCode),
        sectors: chosenOf(values, 'sectors', (sector) => settings.sectors.includes(sector)),
      };
      return withFieldErrors('languages', language, async () =>
        whereNow(await profiles.setWork(actor.id, change), settings, saved(language)),
      );
    }),
    define('exchange', ({ actor, language }, { values }) =>
      withFieldErrors('offers-own', language, async () => {
        const offers = skillsOf(values, 'offers');
        return withFieldErrors('wants-own', language, async () =>
          whereNow(
            await profiles.setExchange(actor.id, { offers, wants: skillsOf(values, 'wants') }),
            await service.settings(),
            saved(language),
          ),
        );
      }),
    ),
    define('time', ({ actor, language }, { values }) =>
      withFieldErrors('start', language, async () => {
        const start = timeOf(values, 'start');
        const zone = zoneOf(textOf(values, 'timezone')) ?? actor.timezone;
        return withFieldErrors('end', language, async () =>
          whereNow(
            await profiles.setTime(actor.id, zone, { start, end: timeOf(values, 'end') }),
            await service.settings(),
            saved(language),
          ),
        );
      }),
    ),
    define('email', ({ actor, language }, { values }) =>
      withFieldErrors('email', language, async () => {
        const email = cleanLine(textOf(values, 'email'));
        return whereNow(await profiles.setEmail(actor.id, email === '' ? null : email), await service.settings(), saved(language));
      }),
    ),
    ...Object.entries(VISIBILITY_PARTS).map(([part, fields]) =>
      define(part, async ({ actor, language }, { values }) => {
        const chosen = fields.flatMap((field) => {
          const visibility = VISIBILITIES.find((known) => known === chosenOf(values, field, () => true)[0]);
          return visibility ? [[field, visibility]] : [];
        });
        const profile = await profiles.setVisibility(actor.id, Object.fromEntries(chosen));
        if (stepOf(profile.member) === null) return replacing(visibilityCard(profile.member, language));
        return replacing(stepCard('visibility', profile, language));
      }),
    ),
    define('timezone', ({ actor, language }, { values }) =>
      withFieldErrors('timezone', language, async () =>
        whereNow(await profiles.setTimezone(actor.id, textOf(values, 'timezone')), await service.settings(), saved(language)),
      ),
    ),
    /** `org-merge-search:<proposal>`: an organiser looks for the organisation that the proposal is another name of. */
    define(
      'org-merge-search',
      async ({ language }, { id, values }) => {
        const organisation = await organisations.find(organisationIdOf(id));
        if (organisation?.status !== 'proposed') throw new NotFoundError('decided', phrase('members.error.organisation-decided'));
        return replacing(mergeCard(organisation, await organisations.search(textOf(values, 'text')), language));
      },
      'organiser',
    ),
  ];
}
