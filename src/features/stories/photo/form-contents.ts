import type { Request } from '../../../core/request.js';
import type { Context } from '../../../feature-api/index.js';
import { speaker } from '../../../language/index.js';
import { requireOwn } from '../find.js';
import { PHOTO_MAX_MB } from '../rules/limits.js';
import type { StoryId } from '../types.js';

/** Fills the form with what was said of the earlier photo, which often fits the next one too. */
export async function photoContents(context: Context, { actor, language }: Request, id: StoryId) {
  const { photo } = await requireOwn(context, actor, id);
  return {
    values: photo ? { alt: photo.alt, others: photo.others } : {},
    hints: { file: speaker(language).plain('stories-photo.form.file-hint', { max: PHOTO_MAX_MB }) },
  };
}
