import { z } from 'zod';
import { createSqlPace } from '../../../src/store/pace.js';
import { engines } from '../../support/store.js';
import { describePace } from './describe-pace.js';

const list = z.array(z.number());
const stored = z.object({ shared: list, answers: list, line: z.number(), until: z.number(), at: z.number() });

for (const { name, open } of engines()) {
  describePace(name, async () => {
    const store = await open();
    const { db } = store.database;
    const pace = createSqlPace(store);
    return {
      processes: [pace, createSqlPace(store)],
      async leap(ms) {
        for (const { name, slots } of await db.selectFrom('pace').select(['name', 'slots']).execute()) {
          const { shared, answers, line, until, at } = stored.parse(JSON.parse(slots));
          const moved = (all: readonly number[]) => all.map((slot) => slot - ms);
          const state = { shared: moved(shared), answers: moved(answers), line: line - ms, until: until - ms, at: at - ms };
          await db
            .updateTable('pace')
            .set({ slots: JSON.stringify(state) })
            .where('name', '=', name)
            .execute();
        }
      },
      close: () => store.close(),
    };
  });
}
