import { type Kysely, type Migration, sql } from 'kysely';
import { folded } from './names/folded.js';
import { oneLanguageCode } from './names/language-code.js';
import type { ColumnTraits } from './traits.js';

interface Names {
  readonly id: number;
  readonly community_id: number;
  readonly name: string;
}

/**
 * Questions whether two are one person, and joined people who can be parted again. Names are folded anew, without apostrophes,
 * hyphens, quotes and spaces, and languages have one code each.
 */
export function identities({ id, idType, textType }: ColumnTraits): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema.alterTable('members').addColumn('left_status', textType).execute();
      await db.schema
        .createTable('identity_questions')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('fingerprint', textType, (c) => c.notNull())
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('reason', textType, (c) => c.notNull())
        .addColumn('said', textType)
        .addColumn('asked_at', 'bigint', (c) => c.notNull())
        .addUniqueConstraint('identity_questions_fingerprint', ['community_id', 'fingerprint'])
        .execute();
      await db.schema.createIndex('identity_questions_member').on('identity_questions').column('member_id').execute();
      await db.schema
        .createTable('joined_members')
        .addColumn('community_id', idType, (c) => c.notNull().references('communities.id').onDelete('cascade'))
        .addColumn('id', idType, id)
        .addColumn('member_id', idType, (c) => c.notNull().references('members.id').onDelete('cascade'))
        .addColumn('joined_at', 'bigint', (c) => c.notNull())
        .addColumn('parted', textType, (c) => c.notNull())
        .execute();
      await db.schema.createIndex('joined_members_member').on('joined_members').column('member_id').execute();
      await foldAnew(db);
      await unifyLanguages(db);
    },
  };
}

async function foldAnew(db: Kysely<unknown>): Promise<void> {
  const members = await sql<Names>`select id, community_id, name from members`.execute(db);
  for (const { id, name } of members.rows) await sql`update members set folded_name = ${folded(name)} where id = ${id}`.execute(db);
  const organisations = await sql<Names>`
    select id, community_id, name from organisations order by case when status = 'approved' then 0 else 1 end, id`.execute(db);
  // No name folds to anything with a space now, so in the meantime none is taken.
  await sql`update organisations set folded_name = 'refolded ' || id`.execute(db);
  const taken = new Set<string>();
  for (const { id, community_id, name } of organisations.rows) {
    const key = folded(name) || name;
    const place = `${community_id} ${key}`;
    // One that became equal keeps a mark, a space and its number, until organisers have joined the two.
    const free = taken.has(place) ? `${key} ${id}` : key;
    taken.add(place);
    await sql`update organisations set folded_name = ${free} where id = ${id}`.execute(db);
  }
}

async function unifyLanguages(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ readonly id: number; readonly languages: string }>`select id, languages from members`.execute(db);
  for (const { id, languages } of rows) {
    const codes: unknown = JSON.parse(languages);
    if (!Array.isArray(codes)) continue;
    const unified = JSON.stringify([...new Set(codes.map((code) => (typeof code === 'string' ? oneLanguageCode(code) : code)))]);
    if (unified !== languages) await sql`update members set languages = ${unified} where id = ${id}`.execute(db);
  }
}
