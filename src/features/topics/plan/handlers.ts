import { privately, type Reply } from '../../../core/message.js';
import type { Request } from '../../../core/request.js';
import type { Settings } from '../../../core/settings.js';
import { type Context, type Handler, handleControls } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { assertSector } from '../proposals/draft.js';
import { answer } from '../proposals/replies.js';
import { monthOf } from '../rules/month.js';
import { settingsCard } from '../settings-card.js';
import { approve } from './approve.js';
import { moment } from './cards/labels.js';
import { entryCard } from './cards/lists.js';
import { doneCard, planCard, skipCard } from './cards/plan.js';
import { fill, move, seenPlanned, skip, swap } from './change.js';
import { planControls } from './controls.js';
import { draftMonth } from './draft.js';
import { NO_SECTOR } from './fields.js';
import { chosenReplacement, templateId } from './ids.js';
import { addTemplate, findTemplate, removeTemplate, requireTemplate, restoreTemplate, writeWhen, writeWords } from './lists.js';
import { askForRefit, isAnyUnlike } from './refit.js';
import { planInstead, shownAnnual, shownEvergreen, shownPlan, shownSwap } from './replies.js';
import { addUrgent } from './urgent.js';
import { viewPlan } from './view.js';

async function savedSettings(
  context: Context,
  { language }: Request,
  { form, settings }: { readonly form: string; readonly settings: Settings },
): Promise<Reply> {
  const isFollowed = form === 'planning' && (await isAnyUnlike(context, settings));
  const said = isFollowed ? 'topics-plan.settings.saved' : 'topics.settings.saved';
  return privately(settingsCard(settings, language, speaker(language)(said)));
}

const sectorOf = (value: string): string | null => (value === NO_SECTOR ? null : value);

export const planHandlers: readonly Handler[] = handleControls(planControls, {
  plan: (context, request, { id }) => planInstead(context, request, id),
  async 'plan-now'(context, request, { id }) {
    const known = await draftMonth(context, id, { actor: request.actor });
    return planInstead(context, request, id, speaker(request.language)('topics-plan.done.drafted'), known);
  },
  async approve(context, request, { id }) {
    await approve(context, request.actor, id);
    const view = await viewPlan(context, id.month, request.actor);
    const done = view.waitingFor.length === 0 ? 'topics-plan.done.approved-all' : 'topics-plan.done.approved';
    return answer(request, planCard(view, request.language, speaker(request.language)(done)));
  },
  async fill(context, request, { id }) {
    const settings = await context.community.settings();
    await fill(context, request.actor, id, settings);
    return planInstead(context, request, id.month, speaker(request.language)('topics-plan.done.filled'), { settings });
  },
  async refit(context, request, { id }) {
    await askForRefit(context, request.actor, id);
    return answer(request, doneCard(speaker(request.language)('topics-plan.done.refit'), id, request.language));
  },
  swap: (context, request, { id }) => shownSwap(context, request, id),
  async 'swap-for'(context, request, { id, values }) {
    const month = await swap(context, request.actor, id, chosenReplacement(values));
    return planInstead(context, request, month, speaker(request.language)('topics-plan.done.swapped'));
  },
  async move(context, request, { id, values }) {
    const settings = await context.community.settings();
    const { month, opensAt } = await move(context, request.actor, id, { ...values, settings });
    const date = moment(opensAt, request.actor.timezone, request.language);
    return shownPlan(context, request, month, speaker(request.language)('topics-plan.done.moved', { date }), { settings });
  },
  skip: async (context, request, { id }) => answer(request, skipCard(await seenPlanned(context, id), request.language)),
  async 'skip-yes'(context, request, { id }) {
    const month = await skip(context, request.actor, id);
    return planInstead(context, request, month, speaker(request.language)('topics-plan.done.skipped'));
  },
  async urgent(context, request, { values: { sector, audience, ...values } }) {
    const known = sectorOf(sector);
    if (known !== null) await assertSector(context, known);
    const { opensAt } = await addUrgent(context, request.actor, { ...values, sector: known, forSector: audience === 'sector' });
    const date = moment(opensAt, request.actor.timezone, request.language);
    return shownPlan(context, request, monthOf(values.date), speaker(request.language)('topics-plan.done.urgent', { date }));
  },

  'settings-form': savedSettings,
  settings: savedSettings,
  evergreen: async (context, request, { id: { of, page }, values }) =>
    answer(request, await shownEvergreen(context, request, { wished: values[0] ?? of, page })),
  annual: async (context, request, { id: page }) => answer(request, await shownAnnual(context, request, { page })),
  entry: async (context, request, { id, values }) =>
    answer(request, entryCard(await findTemplate(context, templateId.decode(values[0] ?? id)), request.language)),
  'entry-words': async (context, { actor, language }, { id, values }) =>
    privately(entryCard(await writeWords(context, actor, id, values), language, speaker(language)('topics.settings.saved'))),
  async 'entry-when'(context, { actor, language }, { id, values: { sector, month, slot } }) {
    const known = sectorOf(sector);
    if (known !== null) await assertSector(context, known);
    const entry = await writeWhen(context, actor, id, { sector: known, monthOfYear: month, slot });
    return privately(entryCard(entry, language, speaker(language)('topics.settings.saved')));
  },
  async 'entry-remove'(context, request, { id }) {
    const { kind, sector } = await removeTemplate(context, request.actor, id);
    const lead = speaker(request.language)('topics-plan.done.removed');
    return answer(
      request,
      kind === 'annual' ? await shownAnnual(context, request, { lead }) : await shownEvergreen(context, request, { wished: sector, lead }),
    );
  },
  async 'entry-restore'(context, request, { id }) {
    const entry = await restoreTemplate(context, request.actor, id);
    return answer(request, entryCard(entry, request.language, speaker(request.language)('topics-plan.done.restored')));
  },
  async 'evergreen-add'(context, request, { values: { sector, ...words } }) {
    await assertSector(context, sector);
    const given = { kind: 'evergreen', sector, monthOfYear: null, slot: null } as const;
    const id = await addTemplate(context, request.actor, given, words);
    return privately(entryCard(await requireTemplate(context, id), request.language, speaker(request.language)('topics-plan.done.added')));
  },
  async 'annual-add'(context, request, { values: { sector, month, slot, ...words } }) {
    const known = sectorOf(sector);
    if (known !== null) await assertSector(context, known);
    const given = { kind: 'annual', sector: known, monthOfYear: month, slot } as const;
    const id = await addTemplate(context, request.actor, given, words);
    return privately(entryCard(await requireTemplate(context, id), request.language, speaker(request.language)('topics-plan.done.added')));
  },
});
