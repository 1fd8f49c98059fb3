import { NotFoundError } from '../../core/errors.js';
import { type AgendaId, type MemberId, toId } from '../../core/ids.js';
import type { Clock } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { AgendaRow, AuditEntry } from '../../ports/agenda.js';
import type { Store } from '../../ports/store.js';

export const AGENDA_VIEWS = ['upcoming', 'recent', 'failed'] as const;
export type AgendaView = (typeof AGENDA_VIEWS)[number];

const AGENDA_ROWS = 15;
const AUDIT_ROWS = 10;

/** What the bot will do and did, and what organisers did. */
export function createLogbook({ store, clock }: { readonly store: Store; readonly clock: Clock }) {
  return {
    agenda(view: AgendaView): Promise<readonly AgendaRow[]> {
      const { agenda } = store.read;
      switch (view) {
        case 'upcoming':
          return agenda.list({ states: ['planned', 'running'], limit: AGENDA_ROWS });
        case 'recent':
          return agenda.list({
            states: ['done', 'dropped', 'failed', 'cancelled'],
            newestFirst: true,
            to: clock.now() + 1,
            limit: AGENDA_ROWS,
          });
        case 'failed':
          return agenda.list({ states: ['failed'], newestFirst: true, limit: AGENDA_ROWS });
        default:
          return view satisfies never;
      }
    },

    /** Plans a failed row for now. Throws a `NotFoundError` when it isn't failed any more: somebody was faster. */
    async retry(actor: MemberId, row: string): Promise<void> {
      const id = agendaId(row);
      await store.transaction(async (repositories) => {
        const failed = await repositories.agenda.list({ states: ['failed'], limit: 1000 });
        if (!failed.some((each) => each.id === id))
          throw new NotFoundError(`row ${id} is not failed`, phrase('community.error.not-failed'));
        await repositories.agenda.retry(id, clock.now());
        await repositories.audit.append({ at: clock.now(), actor, action: 'agenda.retry', details: { row: id } });
      });
    },

    /** A page of the audit log, newest first, and whether there is more. */
    async audit(
      page: number,
    ): Promise<{ readonly entries: readonly (AuditEntry & { readonly names: ReadonlyMap<number, string> })[]; readonly more: boolean }> {
      const entries = await store.read.audit.list({ offset: page * AUDIT_ROWS, limit: AUDIT_ROWS + 1 });
      const ids = entries.flatMap(({ actor, details }) => [
        ...(actor === null ? [] : [actor]),
        ...(typeof details['member'] === 'number' && details['member'] > 0 ? [toId<MemberId>(details['member'])] : []),
      ]);
      const names = new Map((await store.read.members.findMany([...new Set(ids)])).map((member) => [Number(member.id), member.name]));
      return { entries: entries.slice(0, AUDIT_ROWS).map((entry) => ({ ...entry, names })), more: entries.length > AUDIT_ROWS };
    },
  };
}

function agendaId(value: string): AgendaId {
  try {
    return toId(value);
  } catch {
    throw new NotFoundError('no such row', phrase('community.error.not-failed'));
  }
}
