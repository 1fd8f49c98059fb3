import { localDateOf } from '../../calendar/wall-clock.js';
import { ROLES } from '../../core/access.js';
import { InputError, NotFoundError } from '../../core/errors.js';
import { type MemberId, toId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import { type Button, privately, type Reply, replacing } from '../../core/message.js';
import type { Request } from '../../core/request.js';
import type { Settings } from '../../core/settings.js';
import { plain, type Text } from '../../core/text.js';
import { type Instant } from '../../core/time.js';
import { type Context, handleControls } from '../../feature-api/index.js';
import { phrase, speaker } from '../../language/index.js';
import { issuesReply, SettingsError } from '../../settings/index.js';
import {
  approveOrganisation,
  endAccounts,
  loadProfile,
  type Member,
  offerDirectMessages,
  partButtons,
  presenceOf,
  refuseOrganisation,
  setRole,
  signOutEverywhere,
} from '../members/public.js';
import { agendaPage, goOn, retryRow, settleHeld } from './agenda.js';
import type { AgendaView, Area } from './areas.js';
import { auditPage } from './audit.js';
import { beginningOf, firstSteps, putBeginningAway } from './beginning.js';
import { agendaCard } from './cards/agenda.js';
import { auditCard } from './cards/audit.js';
import { beginningAwayCard } from './cards/beginning.js';
import { channelsCard } from './cards/channels.js';
import { blackoutsCard, outagesCard } from './cards/days-off.js';
import { decisionsCards } from './cards/decisions.js';
import { endButtons, endCard, endedCard } from './cards/ending.js';
import { importBegunCard } from './cards/import.js';
import { directoryCard, memberCard } from './cards/members.js';
import { roleTakenCard } from './cards/role.js';
import { settingsCard } from './cards/settings.js';
import { setupDoneCard } from './cards/setup.js';
import { chooseChannels } from './choose-channels.js';
import { communityControls as controls } from './controls.js';
import { addBlackout, addOutage, removeBlackout, removeOutage } from './days-off.js';
import { directoryPage } from './directory.js';
import { hintsAt } from './hints.js';
import { checkImport, confirmImport, templateReply } from './import.js';
import { type DirectoryQuery, decodeQuery } from './rules/directory-query.js';
import { setUp } from './set-up.js';
import { setupFields } from './setup-form.js';
import { assertAdministrator, takeUpRole } from './take-up.js';

type Saved = { readonly settings: Settings };

/** Buttons, menus and forms of organisers' cards. */
export const communityHandlers = handleControls(controls, {
  async setup(context, request, { values }) {
    try {
      const { name } = await setUp(context, request.actor, values);
      const { language } = request;
      const steps = await context.tx.find(beginningOf(context, { role: request.actor.role, language }));
      const [, next] = firstSteps(context);
      const button = steps.length === 0 ? next?.button(language) : undefined;
      return replacing(setupDoneCard(name, hintsAt(context, 'setup'), language, button), ...steps);
    } catch (error) {
      if (error instanceof SettingsError) return issuesReply(error, Object.keys(setupFields(context)), request);
      throw error;
    }
  },
  settings: async (context, { language }) =>
    replacing(settingsCard(await context.community.settings(), hintsAt(context, 'settings'), language)),
  area: (context, request, { id }) => openArea(context, request, id),
  general: savedReply,
  week: savedReply,
  sectors: savedReply,
  budgets: savedReply,
  browser: savedReply,
  async channels(context, { actor, language }, { id, values }) {
    const result = await chooseChannels(context, actor, id, values);
    if ('save' in result) {
      return { type: 'effects', effects: async (inside) => channelsReply(inside, language, await result.save(inside)) };
    }
    const errors = Object.entries(result.faults).map(([purpose, fault]) => [purpose, plain(speaker(language).phrase(fault))]);
    return { type: 'form-errors', errors: Object.fromEntries(errors) };
  },
  async 'take-up'(context, request) {
    await assertAdministrator(context, request);
    return {
      type: 'effects',
      async effects(inside) {
        await takeUpRole(inside, request.actor);
        const { language } = request;
        const steps = await inside.tx.find(beginningOf(inside, { role: 'organiser', language }));
        return replacing(roleTakenCard(language), ...steps);
      },
    };
  },
  async 'beginning-away'(context, { actor, language }) {
    await putBeginningAway(context, actor);
    // Whatever the steps stand below stays.
    return privately(
      beginningAwayCard(
        firstSteps(context).map(({ command }) => command),
        language,
      ),
    );
  },
  add: (context, request, { id }) => controls[id].open(context, request),

  async blackout(context, { actor, language, now }, { values: { from, to, label } }) {
    // A required date is always there once the form was read.
    if (from === undefined) throw new InputError('no first day', phrase('common.error.date'));
    const last = to ?? from;
    if (last < from) throw new InputError('ends before it begins', phrase('community.error.span'));
    return blackoutsReply(await addBlackout(context, actor, { from, to: last, label }), language, now);
  },
  async outage(context, { actor, language }, { values }) {
    if (values.start === values.end) throw new InputError('ends when it begins', phrase('community.error.same-time'));
    const { dates, ...hours } = values;
    return replacing(outagesCard(await addOutage(context, actor, { ...hours, ...(dates && { dates }) }), language));
  },
  'blackout-remove': async (context, { actor, language, now }, { values: [chosen] }) =>
    blackoutsReply(await removeBlackout(context, actor, chosen), language, now),
  'outage-remove': async (context, { actor, language }, { values: [chosen] }) =>
    replacing(outagesCard(await removeOutage(context, actor, chosen), language)),

  members: (context, request, { id }) => directoryReply(context, request, decodeQuery(id)),
  member: (context, request, { values: [chosen = ''] }) => memberReply(context, request, memberId(chosen)),
  async role(context, request, { id, values: [chosen] }) {
    const role = ROLES.find((known) => known === chosen);
    if (!role) throw unknownPart('role');
    await setRole(context, request.actor, id, role);
    return memberReply(context, request, id, { changed: true });
  },
  async 'sign-out'(context, request, { id }) {
    const { member } = await loadProfile(context, id);
    const count = await signOutEverywhere(context, request.actor.id, id);
    const done = speaker(request.language)('people.sign-out.of', { name: member.name, count });
    return memberReply(context, request, id, { done });
  },
  async end(context, { language }, { id }) {
    const { member } = await loadProfile(context, id);
    return replacing(endCard(member, await presenceOf(context, id), language));
  },
  async 'end-yes'(context, request, { id }) {
    const { member, others } = await endAccounts(context, request.actor, id);
    const ways = others.length === 0 ? waysIn(context, member, request.language) : [];
    return replacing(endedCard(member, ways, request.language));
  },
  async approve(context, request, { id }) {
    await approveOrganisation(context, request.actor, id);
    return directoryReply(context, request, { page: 0 });
  },
  async refuse(context, request, { id }) {
    await refuseOrganisation(context, request.actor, id);
    return directoryReply(context, request, { page: 0 });
  },

  import: (context, request, { values: { file } }) => checkImport(context, request, file),
  template: (context, request) => templateReply(context, request),
  async 'import-apply'(context, { actor, account, language }, { id }) {
    await confirmImport(context, actor.id, id);
    // Progress and result are direct messages, so whoever has not decided about those is asked here.
    return replacing(importBegunCard(language), ...(await offerDirectMessages(context, account, language)));
  },

  agenda: (context, request, { id }) => agendaReply(context, request, id),
  async retry(context, request, { id }) {
    await retryRow(context, request.actor.id, id);
    return agendaReply(context, request, 'failed');
  },
  async arrived(context, request, { id }) {
    await settleHeld(context, request.actor.id, id, true);
    return agendaReply(context, request, 'failed');
  },
  async 'send-again'(context, request, { id }) {
    await settleHeld(context, request.actor.id, id, false);
    return agendaReply(context, request, 'failed');
  },
  async go(context, request) {
    await goOn(context, request.actor.id);
    return agendaReply(context, request, 'upcoming');
  },
  async audit(context, { actor, language }, { id: page }) {
    return replacing(auditCard(await auditPage(context, page), page, context.features, actor, language));
  },
});

async function savedReply(context: Context, { language }: Request, { settings }: Saved): Promise<Reply> {
  return replacing(settingsCard(settings, hintsAt(context, 'settings'), language, true));
}

async function openArea(context: Context, request: Request, area: Area): Promise<Reply> {
  const { language, now } = request;
  switch (area) {
    case 'general':
    case 'week':
    case 'sectors':
    case 'budgets':
    case 'browser':
      return openForm(context, request, area);
    case 'blackouts':
      return blackoutsReply(await context.community.settings(), language, now);
    case 'outages':
      return replacing(outagesCard(await context.community.settings(), language));
    case 'channels':
      return channelsReply(context, language, await context.community.settings());
    default:
      return area satisfies never;
  }
}

type FormArea = Exclude<Area, 'blackouts' | 'outages' | 'channels'>;

function openForm(context: Context, request: Request, area: FormArea): Promise<Reply> {
  switch (area) {
    case 'general':
      return controls.general.open(context, request, area);
    case 'week':
      return controls.week.open(context, request, area);
    case 'sectors':
      return controls.sectors.open(context, request, area);
    case 'budgets':
      return controls.budgets.open(context, request, area);
    case 'browser':
      return controls.browser.open(context, request, area);
    default:
      return area satisfies never;
  }
}

function blackoutsReply(settings: Settings, language: Request['language'], now: Instant): Reply {
  return replacing(blackoutsCard(settings, localDateOf(now, settings.timezone), language));
}

function channelsReply({ platforms, features }: Context, language: Request['language'], settings: Settings): Reply {
  return replacing(channelsCard(settings, platforms.withChannels(), features.purposes, language));
}

async function directoryReply(context: Context, { actor, language }: Request, query: DirectoryQuery): Promise<Reply> {
  return replacing(directoryCard(await directoryPage(context, query, actor), query, language));
}

async function memberReply(
  context: Context,
  { actor, language }: Request,
  id: MemberId,
  said: { readonly changed?: boolean; readonly done?: Text } = {},
): Promise<Reply> {
  const profile = await loadProfile(context, id);
  const presence = await presenceOf(context, id);
  const { endable, others } = presence;
  const ways = endable.length + others.length === 0 ? waysIn(context, profile.member, language) : [];
  const parts = [...ways, ...endButtons(profile.member, presence, language), ...(await partButtons(context, id, language))];
  return replacing(memberCard(profile, actor, language, { ...said, parts }));
}

/** Ways into the chat for a member without an account. */
function waysIn(context: Context, { id, isBot }: Pick<Member, 'id' | 'isBot'>, language: Language): readonly Button[] {
  return isBot ? [] : context.features.all.flatMap((feature) => feature.waysIn?.(context, id, language) ?? []);
}

async function agendaReply(context: Context, { actor, language }: Request, view: AgendaView): Promise<Reply> {
  const page = await agendaPage(context, view, actor, language);
  return replacing(...decisionsCards(page.decisions, language), agendaCard(page, actor, language));
}

function memberId(text: string): MemberId {
  try {
    return toId<MemberId>(text);
  } catch (error) {
    if (error instanceof RangeError) throw unknownPart('member');
    throw error;
  }
}

function unknownPart(what: string): NotFoundError {
  return new NotFoundError(`unknown ${what}`, phrase('dispatch.button-unknown'));
}
