import { localDateOf } from '../../calendar/wall-clock.js';
import type { Actor } from '../../core/access.js';
import { ROLES } from '../../core/access.js';
import { type Action, defineAction } from '../../core/action.js';
import { NotFoundError } from '../../core/errors.js';
import { type Id, type MemberId, type OrganisationId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Form, type Reply, replacing } from '../../core/message.js';
import type { Settings } from '../../core/settings.js';
import { phrase, speaker } from '../../language/index.js';
import { directOffer } from '../members/service.js';
import { auditCard } from './audit-cards.js';
import { card, paragraph } from './cards.js';
import { channelsCard, channelsForm } from './channels.js';
import { decodeQuery } from './directory.js';
import { importBegunCard } from './import-cards.js';
import { AGENDA_VIEWS } from './logbook.js';
import { agendaCard } from './logbook-cards.js';
import { directoryCard, memberCard } from './member-cards.js';
import type { CommunityService } from './service.js';
import { type Area, blackoutKey, blackoutsCard, isArea, outageKey, outagesCard, settingsCard } from './settings-cards.js';
import { blackoutForm, generalForm, importForm, outageForm, sectorsForm, setupForm, weekForm } from './settings-forms.js';

function unknownPart(what: string): NotFoundError {
  return new NotFoundError(`unknown ${what}`, phrase('dispatch.button-unknown'));
}

function idOf<T extends Id<string>>(value: string | undefined): T {
  try {
    return toId<T>(value ?? '');
  } catch {
    throw unknownPart('id');
  }
}

const opens = (form: Form): Reply => ({ type: 'form', form });

/** Buttons and menus of organisers' cards. */
export function communityActions(service: CommunityService): readonly Action[] {
  const { settings, members } = service;
  const define = (name: string, run: Action['run']): Action => defineAction({ feature: 'community', name, access: 'organiser', run });

  const show = async (id: MemberId, viewer: Actor, language: Language, changed = false): Promise<Reply> => {
    const { member, organisation } = await members.profiles.load(id);
    return replacing(memberCard(member, organisation, viewer, language, changed));
  };

  return [
    define('setup', async ({ language }) => opens(setupForm(await settings.current(), language))),
    define('settings', async ({ language }) => replacing(settingsCard(await settings.current(), language))),
    /** `area:<area>`: a part of the settings. */
    define('area', async ({ language, now }, { id }) => {
      if (!isArea(id)) throw unknownPart('area');
      if (id === 'channels') return replacing(channelsCard(await settings.current(), service.channels.platforms(), language));
      return openArea(id, await settings.current(), language, now);
    }),
    /** `channels:<platform>`: which of its channels serve. */
    define('channels', async ({ language }, { id }) => opens(channelsForm(service.channels, id, await settings.current(), language))),
    /** Who administers the platform's space takes up the role that was offered. */
    defineAction({
      feature: 'community',
      name: 'take-up',
      access: 'anyone',
      async run({ actor, account, language }) {
        await service.administrators.takeUp(actor, account);
        return replacing(card(language, paragraph(speaker(language)('people.role.taken', { command: '/community setup' }))));
      },
    }),
    define('add', async ({ language }, { id }) => {
      if (id === 'blackout') return opens(blackoutForm(language));
      if (id === 'outage') return opens(outageForm(await settings.current(), language));
      throw unknownPart('list');
    }),
    define('blackout-remove', async ({ actor, language, now }, { values: [chosen] }) => {
      const after = await settings.update(actor.id, ({ blackouts }) => ({
        blackouts: blackouts.filter((each) => blackoutKey(each) !== chosen),
      }));
      return openArea('blackouts', after, language, now);
    }),
    define('outage-remove', async ({ actor, language, now }, { values: [chosen] }) => {
      const after = await settings.update(actor.id, ({ outages }) => ({ outages: outages.filter((each) => outageKey(each) !== chosen) }));
      return openArea('outages', after, language, now);
    }),

    /** `members:<query>`: another page. */
    define('members', async ({ actor, language }, { id }) => {
      const query = decodeQuery(id);
      return replacing(directoryCard(await service.directory(query, actor), query, language));
    }),
    define('member', ({ actor, language }, { values: [chosen] }) => show(idOf<MemberId>(chosen), actor, language)),
    /** `role:<member>`: the menu of roles. */
    define('role', async ({ actor, language }, { id, values: [chosen] }) => {
      const role = ROLES.find((known) => known === chosen);
      if (!role) throw unknownPart('role');
      const member = idOf<MemberId>(id);
      await members.setRole(actor, member, role);
      return show(member, actor, language, true);
    }),
    /** `approve:<organisation>`, from a member's card. */
    define('approve', async ({ actor, language }, { id }) => {
      await members.organisations.approve(actor, idOf<OrganisationId>(id));
      return directory(actor, language);
    }),
    define('refuse', async ({ actor, language }, { id }) => {
      await members.organisations.refuse(actor, idOf<OrganisationId>(id));
      return directory(actor, language);
    }),

    define('import', async ({ language }) => opens(importForm(language))),
    define('import-apply', async ({ actor, language, account }, { id }) => {
      await service.import.apply(actor.id, id);
      // How far it is and what came of it are told directly: where that wants to be asked for, it is asked for here.
      const offers = (await members.directs.isOpenQuestion(account)) ? [directOffer(language)] : [];
      return replacing(importBegunCard(language), ...offers);
    }),

    /** `agenda:<view>`. */
    define('agenda', async ({ actor, language }, { id }) => {
      const view = AGENDA_VIEWS.find((known) => known === id) ?? 'upcoming';
      return replacing(agendaCard(await service.agendaPage(view), actor, language));
    }),
    define('retry', async ({ actor, language }, { id }) => {
      await service.retry(actor.id, id);
      return replacing(agendaCard(await service.agendaPage('failed'), actor, language));
    }),
    define('go', async ({ actor, language }) => {
      await service.go(actor.id);
      return replacing(agendaCard(await service.agendaPage('upcoming'), actor, language));
    }),
    define('arrived', async ({ actor, language }, { id }) => {
      await service.arrived(actor.id, id);
      return replacing(agendaCard(await service.agendaPage('failed'), actor, language));
    }),
    define('send-again', async ({ actor, language }, { id }) => {
      await service.sendAgain(actor.id, id);
      return replacing(agendaCard(await service.agendaPage('failed'), actor, language));
    }),
    /** `audit:<page>`. */
    define('audit', async ({ actor, language }, { id }) => {
      const page = /^\d{1,6}$/.test(id) ? Number(id) : 0;
      return replacing(auditCard(await service.audit(page), page, actor, language));
    }),
  ];

  async function directory(viewer: Actor, language: Language): Promise<Reply> {
    const query = { page: 0 };
    return replacing(directoryCard(await service.directory(query, viewer), query, language));
  }
}

function openArea(area: Exclude<Area, 'channels'>, settings: Settings, language: Language, now: number): Reply {
  switch (area) {
    case 'general':
      return opens(generalForm(settings, language));
    case 'week':
      return opens(weekForm(settings, language));
    case 'sectors':
      return opens(sectorsForm(settings, language));
    case 'blackouts':
      return replacing(blackoutsCard(settings, localDateOf(now, settings.timezone), language));
    case 'outages':
      return replacing(outagesCard(settings, language));
    default:
      return area satisfies never;
  }
}
