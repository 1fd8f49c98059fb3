import type { AgendaId, MemberId } from '../../core/ids.js';
import type { PersonalDataRepository } from '../../ports/store.js';
import { isAccount, json, parse } from '../../sql/columns.js';
import { removeRows } from '../../sql/rows.js';
import { communityRepository } from '../repositories/community.js';
import type { Context } from '../repositories/context.js';
import { noteErasure } from '../repositories/web-revisions.js';
import { SCRUB_DUE } from '../scrub.js';
import { eraseSaid } from './erase-chat-traces.js';
import { eraseWebUser } from './erase-web-user.js';
import { rewrite, rowsNaming } from './json-naming.js';
import { gone, isRecord, withoutMember } from './without-member.js';

/**
 * Erases what the engines hold about a person: conversations, browser chat, persisted events, and deliveries and agenda rows
 * about them alone. Audit entries stay without the person. Must run in a transaction; the files are cleaned after its commit.
 */
export async function erasePerson(context: Context, person: Parameters<PersonalDataRepository['erase']>[0]): Promise<void> {
  const { db, community } = context;
  const { member, name, accounts, sentences } = person;
  // Before the commit: an erasure that is undone is asked for again, and one that is not noted would be lost with a restore.
  await context.erasures?.note(accounts);
  const ofPerson = accounts.map(({ user }) => `direct:${user}`);
  await db
    .deleteFrom('conversations')
    .where('community_id', '=', community)
    .where((eb) => eb.or([...(ofPerson.length > 0 ? [eb('key', 'in', ofPerson)] : []), eb('key', 'like', `room:%:${member}`)]))
    .execute();
  for (const account of accounts) {
    await db.deleteFrom('inbound_events').where('community_id', '=', community).where(isAccount(account)).execute();
    if (account.platform === 'web') await eraseWebUser(context, account.user);
  }
  await eraseSaid(context, { member, name, sentences });
  await noteErasure(context);
  await eraseDeliveries(context, member);
  await eraseAgenda(context, member);
  await eraseInAudit(context, member);
  await removeRows({ db, community }, 'delivery_words', { author_id: member });
  await removeRows({ db, community }, 'web_sessions', { member_id: member });
  await communityRepository(context).saveFact(SCRUB_DUE, 'yes');
  context.erased();
}

/** Removes the person from past and future deliveries, whose JSON names members only as `member` and `members`. */
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

async function eraseAgenda(context: Context, member: MemberId): Promise<void> {
  for (const { id, value } of await rowsNaming(context, 'agenda', member)) {
    const payload = withoutMember(value, member);
    await (payload === gone ? removeAgendaRow(context, id) : rewrite(context, 'agenda', id, payload));
  }
}

/** Deletes an agenda row; the database deletes its delivery with it. */
async function removeAgendaRow({ db, community }: Context, id: AgendaId): Promise<void> {
  await removeRows({ db, community }, 'agenda', { id });
}

async function eraseInAudit(context: Context, member: MemberId): Promise<void> {
  for (const { id, value } of await rowsNaming(context, 'audit', member)) {
    if (isRecord(value) && value.member === member) await rewrite(context, 'audit', id, { ...value, member: null });
  }
}
