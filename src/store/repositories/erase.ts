import { sql } from 'kysely';
import type { AgendaId, MemberId } from '../../core/ids.js';
import { SCRUB_DUE } from '../scrub.js';
import { json, parse } from './columns.js';
import { communityRepository } from './community.js';
import type { Context } from './context.js';
import { gone, isRecord, withoutMember } from './erase-json.js';
import { eraseSaid, tracesOf } from './erase-said.js';
import { eraseWebUser } from './erase-web.js';
import { noteErasure } from './web-chat.js';

/**
 * Erases a person: their row with all that hangs on it (accounts, avoid lists in both directions, enrolment, sessions),
 * their words, what was planned for or about them alone, their web chat. What others need stays without a person: seats
 * in past matches and rounds, audit entries. Runs in a transaction; the files are cleaned once it is written.
 */
export async function eraseMember(context: Context, id: MemberId): Promise<void> {
  const { db, community } = context;
  const accounts = await db
    .selectFrom('identities')
    .select('user_id')
    .where('community_id', '=', community)
    .where('member_id', '=', id)
    .where('platform', '=', 'web')
    .execute();
  // Where the bot wrote to them: by account, and in places of theirs with the bot alone.
  await db
    .deleteFrom('conversations')
    .where('community_id', '=', community)
    .where((eb) =>
      eb.or([
        eb('key', 'in', (inner) =>
          inner.selectFrom('identities').select(sql<string>`'direct:' || user_id`.as('key')).where('member_id', '=', id),
        ),
        eb('key', 'like', `room:%:${id}`),
      ]),
    )
    .execute();
  const traces = await tracesOf(context, id);
  for (const account of accounts) await eraseWebUser(context, account.user_id);
  if (traces !== undefined) await eraseSaid(context, traces);
  await noteErasure(context);

  await eraseDeliveries(context, id);
  await eraseAgenda(context, id);
  await eraseInAudit(context, id);
  // A file that waits to be imported may name them: organisers upload it again.
  await db.deleteFrom('import_drafts').where('community_id', '=', community).execute();
  // The database's own rules do the rest: what is the person's alone goes, what counts keeps an empty place.
  await db.deleteFrom('members').where('community_id', '=', community).where('id', '=', id).execute();
  await communityRepository(context).saveFact(SCRUB_DUE, 'yes');
  context.erased();
}

/** Deliveries, past and to come. Arguments and destinations hold ids only, by the names `member` and `members`. */
async function eraseDeliveries(context: Context, id: MemberId): Promise<void> {
  const { db, community } = context;
  const pattern = `%"member%${id}%`;
  const rows = await db
    .selectFrom('deliveries')
    .select(['id', 'agenda_id', 'args', 'destination'])
    .where('community_id', '=', community)
    .where(({ or, eb }) => or([eb('args', 'like', pattern), eb('destination', 'like', pattern)]))
    .execute();
  for (const row of rows) {
    const args = withoutMember(parse(row.args), id);
    const destination = withoutMember(parse(row.destination), id);
    if (args === gone || destination === gone) {
      await removeAgendaRow(context, row.agenda_id);
    } else {
      await db
        .updateTable('deliveries')
        .set({ args: json(args), destination: json(destination) })
        .where('id', '=', row.id)
        .execute();
    }
  }
}

async function eraseAgenda(context: Context, id: MemberId): Promise<void> {
  const { db, community } = context;
  const rows = await db
    .selectFrom('agenda')
    .select(['id', 'payload'])
    .where('community_id', '=', community)
    .where('payload', 'like', `%"member%${id}%`)
    .execute();
  for (const row of rows) {
    const payload = withoutMember(parse(row.payload), id);
    if (payload === gone) {
      await removeAgendaRow(context, row.id);
    } else {
      await db
        .updateTable('agenda')
        .set({ payload: json(payload) })
        .where('id', '=', row.id)
        .execute();
    }
  }
}

/** A delivery that hangs on it goes too. */
async function removeAgendaRow({ db, community }: Context, id: AgendaId): Promise<void> {
  await db.deleteFrom('agenda').where('community_id', '=', community).where('id', '=', id).execute();
}

async function eraseInAudit({ db, community }: Context, id: MemberId): Promise<void> {
  const entries = await db
    .selectFrom('audit')
    .select(['id', 'details'])
    .where('community_id', '=', community)
    .where('details', 'like', `%"member":${id}%`)
    .execute();
  for (const entry of entries) {
    const details = parse(entry.details);
    if (!isRecord(details) || details.member !== id) continue;
    await db
      .updateTable('audit')
      .set({ details: json({ ...details, member: null }) })
      .where('id', '=', entry.id)
      .execute();
  }
}
