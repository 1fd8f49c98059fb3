import type { InboundFile } from '../files.js';
import { CONTINUED, FIELD } from '../render/form.js';
import type { StateValue, SubmittedView } from '../render/submitted-view.js';

/** What was filled in, by field. */
export interface Submission {
  readonly values: Readonly<Record<string, string | readonly string[]>>;
  readonly files: Readonly<Record<string, InboundFile>>;
}

/** Reads a submitted dialog. Fields that were left empty are left out. */
export function readSubmission(view: Pick<SubmittedView, 'state'>): Submission {
  const values: Record<string, string | readonly string[]> = {};
  const files: Record<string, InboundFile> = {};
  for (const [block, actions] of Object.entries(view.state.values)) {
    if (!block.startsWith(FIELD)) continue;
    const [name = '', more] = block.slice(FIELD.length).split(CONTINUED);
    const state = Object.values(actions)[0];
    const file = state?.files?.[0];
    if (file) {
      files[name] = {
        name: file.name ?? 'file',
        mediaType: file.mimetype ?? 'application/octet-stream',
        size: file.size ?? 0,
        // What lies elsewhere is not fetched: its address stands for another host.
        url: file.is_external === true || file.mode === 'external' ? '' : (file.url_private_download ?? file.url_private ?? ''),
      };
      continue;
    }
    const value = state === undefined ? undefined : valueOf(state);
    if (value === undefined) continue;
    const before = values[name];
    values[name] = more !== undefined && typeof before === 'string' && typeof value === 'string' ? before + value : value;
  }
  return { values, files };
}

function valueOf(state: StateValue): string | readonly string[] | undefined {
  if (state.selected_options) return state.selected_options.length === 0 ? undefined : state.selected_options.map((option) => option.value);
  if (state.type === 'static_select') return state.selected_option ? [state.selected_option.value] : undefined;
  const text = state.selected_option?.value ?? state.selected_date ?? state.selected_time ?? state.selected_user ?? state.value;
  return text === undefined || text === null || text === '' ? undefined : text;
}
