import { localDateOf } from '../../../calendar/wall-clock.js';
import type { Request } from '../../../core/request.js';
import type { Settings } from '../../../core/settings.js';
import type { Context } from '../../../feature-api/index.js';
import { sectorLabel } from '../../members/public.js';
import { requireAnswerable, requireOwnRequest } from './find.js';
import { WHAT_MAX } from './limits.js';
import { requireRoom } from './room.js';
import type { RequestId } from './types.js';

function sectorOptions({ sectors: known }: Pick<Settings, 'sectors'>, { language }: Request, more: readonly string[] = []) {
  // A sector that the settings no longer have stays as long as nobody takes it away.
  const offered = [...known, ...more.filter((sector) => !known.includes(sector))];
  return { sectors: offered.map((value) => ({ value, label: sectorLabel(value, language) })) };
}

/** Who has asked for much already reads that, before they write. */
export async function wantedContents(context: Context, request: Request, words: string | undefined) {
  const settings = await context.community.settings();
  await requireRoom(context, request.actor, { settings });
  const values = { language: request.language, ...(words !== undefined && { what: words.slice(0, WHAT_MAX) }) };
  return { options: sectorOptions(settings, request), values };
}

export async function editContents(context: Context, request: Request, id: RequestId) {
  const { what, purpose, sectors, language, deadline } = await requireOwnRequest(context, request.actor, id, ['draft', 'open', 'answered']);
  const settings = await context.community.settings();
  // A day that is over is asked for anew.
  const isOver = deadline !== null && deadline < localDateOf(context.now, settings.timezone);
  return {
    options: sectorOptions(settings, request, sectors),
    values: { what, purpose, sectors, language, deadline: isOver ? undefined : (deadline ?? undefined) },
  };
}

export async function nameContents(context: Context, { actor }: Request, id: RequestId) {
  await requireAnswerable(context, actor, id);
  return {};
}

/** The title that was asked for is a good beginning. */
export async function attachContents(context: Context, { actor, language }: Request, id: RequestId) {
  const request = await requireAnswerable(context, actor, id);
  return { values: { title: request.what, language: request.language ?? language } };
}
